import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { memberIds, memberPlaces, project, viewerEmail, viewerToken } from '../data.ts';
import {
  appResponses,
  changingText,
  ending,
  memberPage,
  memberTexts,
  organization,
  policy,
  sessionFields,
} from './upstream-answers.ts';

/**
 * What stands in for Stytch in the bench: it serves answers made beforehand, so that it takes as
 * little as possible of the machine. It refuses calls without the project's secret, and reads without
 * a member's session, so that nobody is fast by leaving them out.
 */
const state = { changing: false, searchLatencyMs: 0 };
const calls = { apps: 0, searches: 0, sessions: 0 };
let revision = 0;

const basic = `Basic ${Buffer.from(`${project.id}:${project.secret}`).toString('base64')}`;
const json = { 'content-type': 'application/json' };

function sendText(response: ServerResponse, text: string, status = 200): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { ...json, 'content-length': bytes.length });
  response.end(bytes);
}

function sendBody(response: ServerResponse, body: object): void {
  sendText(response, `${JSON.stringify(body).slice(0, -1)},${ending()}`);
}

function fail(response: ServerResponse, status: number, type: string): void {
  const body = { status_code: status, error_type: type, error_message: type, error_url: '' };
  sendText(response, `${JSON.stringify(body).slice(0, -1)},"request_id":"r"}`, status);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}

function sendApp(response: ServerResponse, appId: string): void {
  const known = appResponses.get(appId);
  if (known === undefined) {
    fail(response, 404, 'connected_app_not_found');
    return;
  }
  calls.apps += 1;
  if (state.changing) revision += 1;
  const { before, after } = known;
  const changing = Buffer.from(changingText(revision));
  const end = Buffer.from(ending());
  response.writeHead(200, {
    ...json,
    'content-length': before.length + changing.length + after.length + end.length,
  });
  // In one go: a short answer is one packet, a long one is never copied.
  if (before.length < 65_536) {
    response.end(Buffer.concat([before, changing, after, end]));
    return;
  }
  response.write(before);
  response.write(changing);
  response.write(after);
  response.end(end);
}

const searchSchema = z.object({
  limit: z.int().optional(),
  cursor: z.string().optional(),
  query: z
    .object({ operands: z.array(z.object({ filter_name: z.string(), filter_value: z.unknown() })) })
    .optional(),
});

async function search(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { limit = 100, cursor, query } = searchSchema.parse(await readBody(request));
  calls.searches += 1;
  const byId = query?.operands.find(({ filter_name: name }) => name === 'member_ids');
  const from = Number(cursor ?? '0');
  const places =
    byId === undefined
      ? memberIds.slice(from, from + limit).map((_, index) => from + index)
      : z
          .array(z.string())
          .max(1000)
          .parse(byId.filter_value)
          .flatMap((id) => memberPlaces.get(id) ?? []);
  const more = byId === undefined && from + limit < memberIds.length;
  const texts = places.map((place) => memberTexts[place] ?? '');
  const page = `${memberPage(texts, more ? String(from + limit) : null)}${ending()}`;
  if (state.searchLatencyMs === 0) sendText(response, page);
  else setTimeout(() => sendText(response, page), state.searchLatencyMs);
}

const addressSchema = z.object({ email_address: z.string() });
const exchangeSchema = z.object({ intermediate_session_token: z.string() });
const tokenSchema = z.object({ session_token: z.string() });

function viewerOf(text: string): number {
  const digits = /(\d+)(?:@|$)/.exec(text)?.[1];
  return Number(digits ?? '0');
}

type Post = (response: ServerResponse, body: unknown) => void;
const posts = new Map<string, Post>([
  ['/v1/b2b/otps/email/discovery/send', (response) => sendBody(response, { sent: true })],
  [
    '/v1/b2b/otps/email/discovery/authenticate',
    (response, body) => {
      const { email_address: email } = addressSchema.parse(body);
      sendBody(response, {
        intermediate_session_token: `intermediate-${viewerOf(email)}`,
        email_address: email,
        discovered_organizations: [
          { organization, membership: { type: 'active_member' }, member_authenticated: true },
        ],
      });
    },
  ],
  [
    '/v1/b2b/discovery/intermediate_sessions/exchange',
    (response, body) => {
      const viewer = viewerOf(exchangeSchema.parse(body).intermediate_session_token);
      const fields = sessionFields(viewer, viewerEmail(viewer));
      sendBody(response, { ...fields, member_authenticated: true, primary_required: null });
    },
  ],
  [
    '/v1/b2b/sessions/authenticate',
    (response, body) => {
      calls.sessions += 1;
      const viewer = viewerOf(tokenSchema.parse(body).session_token);
      sendBody(response, sessionFields(viewer, viewerEmail(viewer)));
    },
  ],
]);

const settingsSchema = z.object({
  changing: z.boolean().optional(),
  searchLatencyMs: z.int().optional(),
});

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const settings = settingsSchema.parse(await readBody(request));
  state.changing = settings.changing ?? state.changing;
  state.searchLatencyMs = settings.searchLatencyMs ?? state.searchLatencyMs;
  sendText(response, JSON.stringify({ ...state, ...calls, revision }));
}

const organizationPath = `/v1/b2b/organizations/${project.organizationId}`;
const appPath = `${organizationPath}/connected_apps/`;
const searchPath = '/v1/b2b/organizations/members/search';

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '', headers, method } = request;
  if (url === '/__bench') {
    await control(request, response);
    return;
  }
  if (headers.authorization !== basic) {
    fail(response, 401, 'unauthorized_credentials');
    return;
  }
  const token = headers['x-stytch-member-session'];
  const isSession = typeof token === 'string' && token === viewerToken(viewerOf(token));
  const isRead = url.startsWith(appPath) || url === searchPath;
  const post = posts.get(url);
  if (isRead && !isSession) fail(response, 404, 'session_not_found');
  else if (method === 'POST' && url === searchPath) await search(request, response);
  else if (method === 'POST' && post !== undefined) post(response, await readBody(request));
  else if (url.startsWith(appPath)) sendApp(response, url.slice(appPath.length));
  else if (url === organizationPath) sendBody(response, { organization });
  else if (url === '/v1/b2b/rbac/policy') sendBody(response, policy);
  else if (url.startsWith('/v1/b2b/rbac/organizations/')) {
    sendBody(response, { org_policy: { roles: [] } });
  } else fail(response, 404, 'route_not_found');
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    if (!response.headersSent) fail(response, 400, 'bad_request');
  });
});
server.keepAliveTimeout = 600_000;
server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  process.stdout.write('listening\n');
});
