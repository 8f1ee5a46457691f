import { Client } from 'undici';
import { appIdOf, project, viewerEmail, viewerToken, type Kind, type Size } from './data.ts';
import { builtFile, startProgram, type Program } from './programs.ts';
import { upstreamHeaders, upstreamPath } from './programs/settings.ts';

/** Viewers who are signed in at once: as many as there are connections under load. */
export const viewers = 20;

/** What is measured. `direct` is the upstream itself. */
export type ProgramName =
  'ours' | 'stytch' | 'stytch-compressed' | 'proxy' | 'fastify' | 'raw' | 'direct';

/** A program under measurement, with viewers signed in. */
export interface Contestant extends Program {
  name: ProgramName;
  /** How to ask for the app of a size as a viewer. */
  lookup: (
    size: Size,
    viewer: number,
    kind?: Kind,
  ) => { path: string; headers: Record<string, string> };
  /** The same for any other path. */
  headersOf: (viewer: number) => Record<string, string>;
}

/** What a browser sends along with a request of our page to an origin that it trusts. */
const browserHeaders = {
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
};

function keepCookie(cookie: string, header: string | string[] | undefined): string {
  const [line] = [header ?? []].flat();
  return line?.split(';', 1)[0] ?? cookie;
}

async function post(client: Client, path: string, headers: Record<string, string>, body?: object) {
  const response = await client.request({
    method: 'POST',
    path,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.body.text();
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${text}`);
  return { text, cookie: response.headers['set-cookie'] };
}

/** Signs one viewer in through the real sign-in; gives the cookie. */
async function signInToOurs(client: Client, origin: string, viewer: number): Promise<string> {
  const headers = { ...ownHeaders(origin), origin };
  const email = viewerEmail(viewer);
  const sent = await post(client, '/api/sign-in/email', headers, { email });
  const cookie = keepCookie('', sent.cookie);
  const entered = await post(
    client,
    '/api/sign-in/code',
    { ...headers, cookie },
    { code: '000000' },
  );
  if (!entered.text.includes('"signed-in"')) throw new Error(`not signed in: ${entered.text}`);
  return keepCookie(cookie, entered.cookie);
}

function ownHeaders(origin: string) {
  return {
    ...browserHeaders,
    host: new URL(origin).host,
    'x-csrf': '1',
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    'sec-fetch-dest': 'empty',
  };
}

/** Starts ours, with flags for Node.js if any, and signs its viewers in. */
export async function startOurs(
  upstream: Program,
  flags: readonly string[] = [],
): Promise<Contestant> {
  const program = await startProgram('ours', [...flags, 'dist/server/main.js'], (port, folder) => ({
    // Not NODE_ENV=production: that refuses plain http and an upstream on this machine.
    PUBLIC_ORIGIN: `http://localhost:${port}`,
    STYTCH_PROJECT_ID: project.id,
    STYTCH_SECRET: project.secret,
    STYTCH_BASE_URL: `http://127.0.0.1:${upstream.port}`,
    SESSION_SECRET: 'a secret of the bench that is long enough',
    DATA_DIR: folder,
    SIGN_IN_CODES_PER_HOUR: '1000000',
    REQUESTS_PER_MINUTE: '10000000',
  }));
  const origin = `http://localhost:${program.port}`;
  const client = new Client(`http://127.0.0.1:${program.port}`);
  const cookies: string[] = [];
  for (let viewer = 0; viewer < viewers; viewer += 1) {
    cookies.push(await signInToOurs(client, origin, viewer));
  }
  await client.close();
  const headersOf = (viewer: number) => ({ ...ownHeaders(origin), cookie: cookies[viewer] ?? '' });
  const lookup = (size: Size, viewer: number, kind: Kind = 'usual') => ({
    path: `/api/connected-apps/${appIdOf(size, kind)}`,
    headers: headersOf(viewer),
  });
  return { ...program, name: 'ours', lookup, headersOf };
}

const files = {
  stytch: 'stytch-route',
  'stytch-compressed': 'stytch-route',
  proxy: 'proxy-middleware',
  fastify: 'fastify',
  raw: 'raw-proxy',
} as const;

async function startPeer(name: keyof typeof files, upstream: Program): Promise<Contestant> {
  const program = await startProgram(name, [builtFile(files[name])], () => ({
    NODE_ENV: 'production',
    UPSTREAM: `http://127.0.0.1:${upstream.port}`,
    ...(name === 'stytch-compressed' ? { COMPRESS: '1' } : {}),
  }));
  const cookies: string[] = [];
  if (name !== 'raw') {
    const client = new Client(`http://127.0.0.1:${program.port}`);
    for (let viewer = 0; viewer < viewers; viewer += 1) {
      const { cookie } = await post(client, `/sign-in/${viewer}`, {});
      cookies.push(keepCookie('', cookie));
    }
    await client.close();
  }
  const headersOf = (viewer: number) => ({ ...browserHeaders, cookie: cookies[viewer] ?? '' });
  const lookup = (size: Size, viewer: number, kind: Kind = 'usual') => ({
    path: `/api/connected-apps/${appIdOf(size, kind)}`,
    headers: headersOf(viewer),
  });
  return { ...program, name, lookup, headersOf };
}

const directHeaders = (viewer: number) => upstreamHeaders(viewerToken(viewer));

/** Starts a program over the upstream and signs its viewers in. */
export async function startContestant(name: ProgramName, upstream: Program): Promise<Contestant> {
  if (name === 'ours') return await startOurs(upstream);
  if (name !== 'direct') return await startPeer(name, upstream);
  const lookup = (size: Size, viewer: number, kind: Kind = 'usual') => ({
    path: upstreamPath(appIdOf(size, kind)),
    headers: directHeaders(viewer),
  });
  // Whoever started the upstream stops it.
  return { ...upstream, name, lookup, headersOf: directHeaders, stop: async () => {} };
}
