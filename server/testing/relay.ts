import { createConnection, createServer, type Socket } from 'node:net';

/** A connection to a real database that tests can cut. */
export interface Relay {
  /** The URL with the relay's host and port. */
  url: string;
  /**
   * `closed` refuses and ends connections, like a server that is gone; `silent` accepts and sends nothing.
   */
  become(state: 'open' | 'closed' | 'silent'): void;
  /** Sends new connections to another server; existing ones stay. */
  leadTo(target: string): void;
  close(): Promise<void>;
}

/** Starts one in front of the server at this URL. */
export async function startRelay(target: string): Promise<Relay> {
  let { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'closed' | 'silent' = 'open';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  };
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (chunk) => {
      if (state === 'open') to.write(chunk);
    });
    from.on('close', () => to.destroy());
  };
  const server = createServer((near) => {
    keep(near);
    if (state === 'closed') {
      near.destroy();
      return;
    }
    const far = createConnection(Number(port), hostname);
    keep(far);
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(target);
  url.host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    become(next) {
      state = next;
      if (next === 'closed') cut();
    },
    leadTo(next) {
      ({ hostname, port } = new URL(next));
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
