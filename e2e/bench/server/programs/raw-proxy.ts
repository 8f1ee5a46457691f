import { Agent, createServer, request as ask } from 'node:http';
import { viewerToken } from '../data.ts';
import { announce, port, upstream, upstreamHeaders, upstreamPath } from './settings.ts';

/** Bytes passed on and nothing else, no session at all: the least that Node.js can do. */
const agent = new Agent({ keepAlive: true });
const headers = upstreamHeaders(viewerToken(0));

const server = createServer((request, response) => {
  const { url = '' } = request;
  if (url === '/livez') {
    response.end('ok');
    return;
  }
  const path = upstreamPath(url.slice(url.lastIndexOf('/') + 1));
  const outgoing = ask(new URL(path, upstream), { agent, headers }, (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, incoming.headers);
    incoming.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  outgoing.end();
});
server.keepAliveTimeout = 600_000;
server.listen(port, '127.0.0.1', announce);
