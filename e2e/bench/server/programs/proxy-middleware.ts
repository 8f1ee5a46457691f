import { Agent } from 'node:http';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Request } from 'express';
import { createExpress } from './express-session.ts';
import { announce, port, upstream, upstreamHeaders, upstreamPath } from './settings.ts';

/** http-proxy-middleware behind express-session; with kept connections, which is not its default. */
const app = createExpress();
app.use(
  '/api/connected-apps',
  createProxyMiddleware<Request>({
    target: upstream,
    changeOrigin: true,
    agent: new Agent({ keepAlive: true }),
    pathRewrite: (path) => upstreamPath(path.slice(1)),
    on: {
      proxyReq: (outgoing, { session }) => {
        outgoing.removeHeader('cookie');
        for (const [name, value] of Object.entries(upstreamHeaders(session.token ?? ''))) {
          outgoing.setHeader(name, value);
        }
      },
    },
  }),
);

app.listen(port, '127.0.0.1', announce);
