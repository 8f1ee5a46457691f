import { z } from 'zod';

const callSchema = z.object({ method: z.string(), path: z.string(), status: z.int() });
const grantsSchema = z.object({
  members: z.array(
    z.object({
      memberId: z.string(),
      name: z.string(),
      email: z.string(),
      status: z.enum(['active', 'pending', 'invited', 'deleted']),
    }),
  ),
  apps: z.array(
    z.object({
      clientId: z.string(),
      holders: z.array(z.object({ memberId: z.string(), scopes: z.array(z.string()) })),
    }),
  ),
});

/** What an organization really holds, by the sandbox's own account. */
export type Truth = z.output<typeof grantsSchema>;

/** One fault of the switch; `server/sandbox/README.md` lists them all. */
interface Fault {
  method?: 'GET' | 'POST';
  /** End of the path template, or `*` for every route. */
  path: string;
  /** How many calls are hit; every one when left out. */
  times?: number;
  kind: 'latency' | 'status' | 'html' | 'invalid-json' | 'reset' | 'redirect' | 'truncated';
  ms?: number;
  status?: number;
  errorType?: string;
  location?: string;
}

/** An app that is given, with who granted it what. */
interface GivenApp {
  clientId: string;
  name?: string;
  holders: readonly { memberId: string; scopes: readonly string[] }[];
}

/** The sandbox's control surface. Every function throws when the sandbox refuses. */
export interface SandboxControl {
  /** Forgets sessions, faults and calls; organizations are as seeded again. */
  reset: () => Promise<void>;
  /** Puts exactly these faults in force. */
  fail: (...faults: Fault[]) => Promise<void>;
  heal: () => Promise<void>;
  /** Ends every member's session at once, as a revocation elsewhere would. */
  endSessions: () => Promise<void>;
  /** Gives an address these second factors, the default first. */
  enrol: (email: string, ...mfaMethods: ('totp' | 'sms_otp')[]) => Promise<void>;
  /** Locks an address out, without an end. */
  lock: (email: string) => Promise<void>;
  calls: () => Promise<z.output<typeof callSchema>[]>;
  /** Every session token, JWT and intermediate token handed out since it started. */
  issued: () => Promise<string[]>;
  truth: (organizationSlug: string) => Promise<Truth>;
  /** Puts these apps in the place of an organization's; each may be given a name. */
  grant: (organizationSlug: string, apps: readonly GivenApp[]) => Promise<void>;
  /** Gives a member, by address, another name. */
  rename: (email: string, name: string) => Promise<void>;
  /** Gives an organization another number of members, and grants to match. */
  resize: (organizationSlug: string, members: number) => Promise<void>;
  /** Puts other grants in the place of an organization's; an app keeps its name unless it gets one. */
  putGrants: (
    organizationSlug: string,
    apps: readonly (Truth['apps'][number] & { name?: string })[],
  ) => Promise<void>;
  /** Revokes a grant behind Grantscope's back, as the member or the app's maker would. */
  revoke: (organizationSlug: string, memberId: string, appId: string) => Promise<void>;
}

/** Makes the control of a sandbox at an origin; `basic` are its credentials, as they are sent. */
export function controlSandbox(origin: string, basic: string): SandboxControl {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${origin}/__sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const tell = async (method: string, path: string, body?: unknown) => {
    await ask(method, path, body);
  };
  return {
    reset: () => tell('POST', 'reset'),
    fail: (...faults) => tell('PUT', 'faults', faults),
    heal: () => tell('DELETE', 'faults'),
    endSessions: () => tell('POST', 'end-sessions'),
    enrol: (email, ...mfaMethods) => tell('POST', 'member', { email, mfaMethods }),
    lock: (email) =>
      tell('POST', 'member', {
        email,
        lock: { createdAt: '2026-03-02T09:30:00Z', expiresAt: null },
      }),
    calls: async () => z.array(callSchema).parse(await ask('GET', 'calls')),
    issued: async () => z.array(z.string()).parse(await ask('GET', 'issued')),
    truth: async (slug) => grantsSchema.parse(await ask('GET', `grants/${slug}`)),
    grant: (slug, apps) => tell('PUT', `grants/${slug}`, { apps }),
    rename: (email, name) => tell('POST', 'member', { email, name }),
    resize: (organization, members) => tell('POST', 'seed', { organization, members }),
    putGrants: (slug, apps) => tell('PUT', `grants/${slug}`, { apps }),
    async revoke(slug, memberId, appId) {
      const path = `/v1/b2b/organizations/${slug}/members/${memberId}/connected_apps/${appId}/revoke`;
      const headers = { Authorization: `Basic ${basic}`, 'Content-Type': 'application/json' };
      const response = await fetch(origin + path, { method: 'POST', headers, body: '{}' });
      if (!response.ok) throw new Error(`sandbox revoke: ${response.status}`);
    },
  };
}
