import cookie from '@fastify/cookie';
import replyFrom from '@fastify/reply-from';
import session from '@fastify/session';
import fastify from 'fastify';
import { viewerToken } from '../data.ts';
import {
  announce,
  port,
  sessionSecret,
  upstream,
  upstreamHeaders,
  upstreamPath,
} from './settings.ts';

declare module 'fastify' {
  interface Session {
    token?: string;
  }
}

/** Fastify with @fastify/reply-from behind @fastify/session. */
const app = fastify();
await app.register(cookie);
await app.register(session, {
  secret: sessionSecret,
  saveUninitialized: false,
  cookie: { secure: false, httpOnly: true, sameSite: 'strict' },
});
await app.register(replyFrom, { base: upstream });

app.get('/livez', async (_request, reply) => reply.type('text/plain').send('ok'));
app.post<{ Params: { viewer: string } }>('/sign-in/:viewer', async (request, reply) => {
  request.session.token = viewerToken(Number(request.params.viewer));
  return reply.send({ state: 'signed-in' });
});
app.addHook('preHandler', async (request, reply) => {
  if (request.url.startsWith('/api/') && request.session.token === undefined) {
    return reply.code(401).send({ error: 'signed out' });
  }
});
app.get('/api/session', async (_request, reply) => reply.send({ state: 'signed-in' }));
app.get<{ Params: { app: string } }>('/api/connected-apps/:app', (request, reply) =>
  reply.from(upstreamPath(request.params.app), {
    rewriteRequestHeaders: (_request, { cookie: _cookie, ...headers }) => ({
      ...headers,
      ...upstreamHeaders(request.session.token ?? ''),
    }),
  }),
);

await app.listen({ port, host: '127.0.0.1' });
announce();
