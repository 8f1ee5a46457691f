import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { control, type Controls } from './control.ts';
import { applyFault, createFaults, type Answer } from './faults.ts';
import { createSessionJwts, type SessionJwts } from './jwt.ts';
import { keepSessions } from './kept-sessions.ts';
import { failureReply, StytchFailure, type Reply } from './reply.ts';
import { matchOperation } from './routes.ts';
import { logoPng } from './seed/logos.ts';
import { createState } from './state.ts';

/** Options of the sandbox; all have defaults. */
export interface SandboxOptions {
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  projectId?: string;
  secret?: string;
  /** The clock of sessions and tokens, in milliseconds. */
  now?: () => number;
  /** File that keeps sessions across restarts; none by default. */
  sessionsFile?: string;
}

/** A running sandbox and the credentials that it accepts. */
export interface Sandbox {
  origin: string;
  projectId: string;
  secret: string;
  close(): Promise<void>;
}

interface Running {
  origin: string;
  projectId: string;
  secret: string;
  now: () => number;
  jwts: SessionJwts;
  controls: Controls;
}

const projectIdPattern = /^project-(test|live)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Basic auth as on a live project: a malformed project id is 400, a wrong secret 401. */
function checkCredentials(running: Running, authorization: string | undefined): void {
  const basic = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [projectId = '', ...rest] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  if (!projectIdPattern.test(projectId)) {
    throw new StytchFailure(
      400,
      'invalid_project_id_authentication',
      'The project ID provided in the basic authentication header is invalid.',
    );
  }
  const sameSecret = timingSafeEqual(sha256(rest.join(':')), sha256(running.secret));
  if (projectId !== running.projectId || !sameSecret) {
    throw new StytchFailure(401, 'unauthorized_credentials', 'Unauthorized credentials.');
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A body as JSON; an empty one is `{}`. Throws 400. */
function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new StytchFailure(400, 'bad_request', 'The request body is not JSON.');
  }
}

function send(request: IncomingMessage, response: ServerResponse, status: number, text: string) {
  const zipped = text.length > 1024 && /\bgzip\b/.test(String(request.headers['accept-encoding']));
  const body = zipped ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': String(body.length),
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    })
    .end(body);
}

function remember(issued: Set<string>, reply: Reply): Reply {
  for (const field of ['session_token', 'session_jwt', 'intermediate_session_token']) {
    const token = reply.body[field];
    if (typeof token === 'string' && token !== '') issued.add(token);
  }
  return reply;
}

/** The imitated API's response to one request, as status and JSON text. */
function operate(
  running: Running,
  request: IncomingMessage,
  url: URL,
  text: string,
  match: ReturnType<typeof matchOperation>,
): Answer {
  try {
    if (match?.template !== '/v1/b2b/sessions/jwks/{project_id}') {
      checkCredentials(running, request.headers.authorization);
    }
    if (match === null)
      throw new StytchFailure(404, 'route_not_found', 'The route provided is not supported.');
    const { origin, projectId, now, jwts, controls } = running;
    const answer = match.operation({
      state: controls.state,
      jwts,
      origin,
      projectId,
      now,
      headers: request.headers,
      params: match.params,
      query: url.searchParams,
      body: parseJson(text),
    });
    if (typeof answer === 'string') return { status: 200, text: answer };
    const { status, body: fields } = remember(controls.issued, answer);
    return { status, text: JSON.stringify(fields) };
  } catch (error) {
    if (!(error instanceof StytchFailure)) throw error;
    const reply = failureReply(error);
    return { status: reply.status, text: JSON.stringify(reply.body) };
  }
}

/** Connections that have carried a call: their next call finds them idle. */
const usedSockets = new WeakSet<Socket>();

/** A sandbox may run for days, so the log keeps only the latest calls. */
const longestLog = 100_000;

async function imitate(running: Running, request: IncomingMessage, response: ServerResponse) {
  const target = request.url ?? '/';
  // The raw path, not a URL's: a WHATWG parser would resolve `..` before we could refuse it.
  const [path = '/', query = ''] = target.split('?', 2);
  const method = request.method ?? 'GET';
  const { calls, faults } = running.controls;
  const headers = Object.keys(request.headers).toSorted();
  const call = { at: Date.now(), method, path, query, headers, status: 0 };
  calls.push(call);
  if (calls.length > longestLog) calls.splice(0, longestLog / 10);
  const match = matchOperation(method, path);
  const url = new URL(`http://sandbox/?${query}`);
  const isReused = usedSockets.has(request.socket);
  usedSockets.add(request.socket);
  const fault =
    match === null ? null : faults.take({ method, template: match.template, path, isReused });
  const body = await readText(request);
  const answer = (text = body) => operate(running, request, url, text, match);
  if (fault === null || !(await applyFault(fault, response, { body, answer }))) {
    const { status, text } = answer();
    send(request, response, status, text);
  }
  if (response.headersSent) call.status = response.statusCode;
}

async function handle(running: Running, request: IncomingMessage, response: ServerResponse) {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path.startsWith('/logos/')) {
    const logo = /^\/logos\/(\d{1,3})\.png$/.exec(path)?.[1];
    if (logo === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(logoPng(Number(logo)));
  } else if (path.startsWith('/__sandbox/')) {
    const body = parseJson(await readText(request));
    const answer = control(running.controls, request.method ?? 'GET', path, body);
    send(request, response, 200, JSON.stringify(answer));
  } else {
    await imitate(running, request, response);
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof z.ZodError) {
    response
      .writeHead(422, { 'content-type': 'application/json' })
      .end(JSON.stringify({ issues: error.issues }));
  } else {
    const failure =
      error instanceof StytchFailure
        ? error
        : new StytchFailure(500, 'internal_server_error', 'Something went wrong.');
    const { status, body } = failureReply(failure);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }
}

/** Starts a sandbox. Resolves once it listens; rejects if the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? Date.now;
  const projectId = options.projectId ?? 'project-test-00000000-0000-4000-8000-000000000001';
  const running: Running = {
    origin: '',
    projectId,
    secret: options.secret ?? 'secret-test-sandbox-00000000000000000000000000=',
    now,
    jwts: createSessionJwts(projectId, now),
    controls: { state: createState(), faults: createFaults(), calls: [], issued: new Set() },
  };
  const server = createServer((request, response) => {
    handle(running, request, response).catch((error: unknown) => refuse(response, error));
  });
  // Node's default of five seconds is short: a client that reuses an idle connection would find it closed.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  running.origin = `http://${host}:${port}`;
  const stopKeeping =
    options.sessionsFile === undefined
      ? null
      : keepSessions(options.sessionsFile, running.controls.state.sessions);
  return {
    origin: running.origin,
    projectId,
    secret: running.secret,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        stopKeeping?.();
      }),
  };
}
