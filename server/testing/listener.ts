import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/** One request as it arrived: nothing decoded, nothing normalised. */
interface Arrival {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** Another party's server: a misbehaving upstream, a logo host, the target of a redirect. */
export interface Listener {
  origin: string;
  port: number;
  arrivals: Arrival[];
  /** Handler of the next requests. */
  answer: RequestListener;
  close(): Promise<void>;
}

/** Starts one on a random port of localhost; uses TLS if it gets a key and a certificate. */
export async function startListener(
  answer: RequestListener = (_request, response) => void response.end(),
  tls?: { key: string; cert: string },
): Promise<Listener> {
  const receive: RequestListener = (request, response) => {
    const { method = '', url: path = '', headers } = request;
    listener.arrivals.push({ method, path, headers });
    listener.answer(request, response);
  };
  const server = tls === undefined ? createServer(receive) : createTlsServer(tls, receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const listener: Listener = {
    origin: `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
    port,
    arrivals: [],
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return listener;
}
