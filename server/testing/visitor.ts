import { Agent, type Dispatcher } from 'undici';
import { z } from 'zod';

/** The fields that tests look at; everything else is in `text`. */
const answerSchema = z.looseObject({
  state: z.string().optional(),
  code: z.string().optional(),
  organizations: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});

/** One response, read completely. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  bytes: Buffer;
  /** The body if it is a JSON object, otherwise empty. */
  json: z.output<typeof answerSchema>;
}

/** A browser as the server sees one: a cookie jar and our page's headers. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>, signal?: AbortSignal): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Sends exactly these headers, plus the cookies. */
  send(
    method: Dispatcher.HttpMethod,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
    signal?: AbortSignal,
  ): Promise<Answer>;
  cookies: Map<string, string>;
}

interface VisitorOptions {
  origin: string;
  /** The certificate to trust; null for plain http. */
  ca: string | null;
  /** Collects every response, headers and body. */
  answers: string[];
}

function keepCookies(cookies: Map<string, string>, header: string | string[] | undefined) {
  for (const line of [header ?? []].flat()) {
    const [pair = ''] = line.split(';');
    const cut = pair.indexOf('=');
    const value = pair.slice(cut + 1);
    if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) cookies.delete(pair.slice(0, cut));
    else cookies.set(pair.slice(0, cut), value);
  }
}

function parseJson(text: string): Answer['json'] {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

/** A visitor with an empty cookie jar. */
export function createVisitor({ origin, ca, answers }: VisitorOptions): Visitor {
  const dispatcher = new Agent(ca === null ? {} : { connect: { ca } });
  const cookies = new Map<string, string>();
  const page = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' };

  const send: Visitor['send'] = async (method, path, headers, body, signal) => {
    const jar = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
    // Not `request(url)`: a URL would resolve dots, and tests send paths that no browser would.
    const response = await dispatcher.request({
      origin,
      path,
      method,
      headers: { ...(jar === '' ? {} : { cookie: jar }), ...headers },
      body: body ?? null,
      signal: signal ?? null,
    });
    const bytes = Buffer.from(await response.body.arrayBuffer());
    const text = bytes.toString('utf8');
    answers.push(JSON.stringify(response.headers), text);
    keepCookies(cookies, response.headers['set-cookie']);
    return {
      status: response.statusCode,
      headers: response.headers,
      text,
      bytes,
      json: parseJson(text),
    };
  };

  return {
    cookies,
    send,
    get: (path, headers = {}, signal) =>
      send('GET', path, { ...page, ...headers }, undefined, signal),
    post: (path, body, headers = {}) =>
      send(
        'POST',
        path,
        {
          ...page,
          origin,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body === undefined ? undefined : JSON.stringify(body),
      ),
  };
}
