import { createServer } from 'node:http';
import { createConnection, type Socket } from 'node:net';

/** A proxy that takes CONNECT, as companies use for outgoing traffic. */
export interface ConnectProxy {
  port: number;
  /** The requests so far: host and port, with the credentials that came along. */
  asked: { to: string; credentials: string | undefined }[];
  /** Status of the next responses; 200 opens the tunnel. */
  status: number;
  close(): Promise<void>;
}

/** Starts one on a random local port. */
export async function startConnectProxy(): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
  };
  const server = createServer();
  server.on('connection', keep);
  server.on('connect', (request, near: Socket) => {
    const { url: to = '', headers } = request;
    proxy.asked.push({ to, credentials: headers['proxy-authorization'] });
    if (proxy.status !== 200) {
      near.end(`HTTP/1.1 ${proxy.status} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${to}`);
    const far = createConnection(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    keep(far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const proxy: ConnectProxy = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked: [],
    status: 200,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
