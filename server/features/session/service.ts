import type { Environment, Permissions } from '#contract/session.ts';
import { AppError } from '../../errors.ts';
import type { OrganizationFacts } from '../../live/facts.ts';
import type { BrowserSession, Viewer } from '../../http/handler.ts';
import { UpstreamError } from '../../stytch/errors.ts';
import type { Stytch } from '../../stytch/client.ts';
import type { AuthenticatedSession } from '../../stytch/types.ts';
import { permissionsOf, type SupportRule } from './permissions.ts';
import type { Marks } from './mark.ts';
import type { SignInRecord } from './record.ts';
import { parseState, type EndedState, type SignedInState } from './state.ts';

/** What the session feature works with. */
export interface SessionDeps {
  stytch: Stytch;
  facts: OrganizationFacts;
  environment: Environment;
  record: SignInRecord;
  marks: Marks;
  /** Who looks into the organizations of others; null for nobody. */
  support: SupportRule | null;
  /** Epoch ms. */
  now: () => number;
}

/** Longest life of a session (OWASP ASVS 5.0 §7.3.2). */
export const absoluteMinutes = 8 * 60;
/** Oldest answer of Stytch that a read may stand on. */
const freshMs = 60_000;

const sso: ReadonlySet<string> = new Set(['sso', 'sso-group']);

/**
 * Roles that come from an SSO connection or its groups alone and that the session lacks: Stytch counts
 * them only with a factor of that connection (https://stytch.com/docs/b2b/guides/rbac/role-assignment).
 */
function rolesBySso({ member, roles }: AuthenticatedSession): string[] {
  const held = new Set(roles);
  return member.roles
    .filter(
      ({ roleId, sources }) =>
        !held.has(roleId) && sources.length > 0 && sources.every((source) => sso.has(source)),
    )
    .map(({ roleId }) => roleId);
}

/** The state to keep for a session that Stytch has just confirmed. */
export function signedInState(
  session: AuthenticatedSession,
  now: number,
  startedUntil: number,
): SignedInState {
  const { member, organization } = session;
  return {
    step: 'signed-in',
    sessionToken: session.sessionToken,
    memberId: member.memberId,
    name: member.name,
    email: member.email,
    organization: {
      id: organization.organizationId,
      name: organization.name,
      slug: organization.slug,
    },
    roles: session.roles,
    secondFactor: session.secondFactor,
    rolesBySso: rolesBySso(session),
    checkedAt: now,
    expiresAt: Math.min(startedUntil, session.expiresAt ?? startedUntil),
  };
}

/** Answers who is calling, and where they stand in signing in. */
export interface SessionService {
  /** The signed-in state, confirmed at Stytch at most a minute ago. Throws 401. */
  signedIn(session: BrowserSession): Promise<SignedInState>;
  /** The signed-in member with what they may do. Throws 401, and `another-session` before anything is asked. */
  authenticate(session: BrowserSession): Promise<Viewer>;
  /** Ends a session that Stytch knows no more, leaving that behind for the next look. */
  endedAtStytch(session: BrowserSession): Promise<void>;
  /** What the member of this state may do. */
  permissions(state: SignedInState): Promise<Permissions>;
}

/** Forgets all that a session held but why it is over. */
async function end(session: BrowserSession, reason: EndedState['reason']): Promise<void> {
  await session.write({ step: 'ended', reason } satisfies EndedState);
}

/** Confirms sessions at Stytch; confirmations of one in flight at once are one upstream call. */
function confirmerAt({ sessions }: Stytch) {
  const confirming = new Map<string, Promise<AuthenticatedSession>>();
  return (sessionToken: string): Promise<AuthenticatedSession> => {
    const running = confirming.get(sessionToken);
    if (running !== undefined) return running;
    const started = sessions
      .authenticate(sessionToken)
      .finally(() => confirming.delete(sessionToken));
    confirming.set(sessionToken, started);
    return started;
  };
}

/** Makes the service. */
export function createSessionService(deps: SessionDeps): SessionService {
  const { stytch, facts, record, marks, support, now } = deps;
  const confirm = confirmerAt(stytch);

  async function refresh(session: BrowserSession, state: SignedInState): Promise<SignedInState> {
    try {
      const confirmed = await confirm(state.sessionToken);
      // What they may do then needs no call of its own.
      facts.learn(confirmed.organization);
      const fresh = signedInState(confirmed, now(), state.expiresAt);
      await session.write(fresh);
      return fresh;
    } catch (error) {
      const ended = error instanceof UpstreamError && error.kind === 'session-expired';
      if (!ended) throw error;
      record.ended(session, state, 'ended-at-stytch');
      await end(session, 'ended-at-stytch');
      throw new AppError('session-expired', { cause: error });
    }
  }

  async function signedIn(session: BrowserSession): Promise<SignedInState> {
    const state = parseState(session.read());
    if (state?.step !== 'signed-in') {
      throw new AppError(session.known ? 'session-expired' : 'not-signed-in');
    }
    if (state.expiresAt <= now()) {
      record.ended(session, state, 'time-limit');
      await end(session, 'time-limit');
      throw new AppError('session-expired');
    }
    return now() - state.checkedAt < freshMs ? state : await refresh(session, state);
  }

  async function permissions(state: SignedInState): Promise<Permissions> {
    const { id: organizationId } = state.organization;
    const { secondFactor } = state;
    const known = await facts.roles(organizationId);
    return permissionsOf(state.roles, known.items, { organizationId, support, secondFactor });
  }

  return {
    signedIn,
    permissions,
    endedAtStytch: (session) => end(session, 'ended-at-stytch'),
    async authenticate(session) {
      marks.check(session);
      const state = await signedIn(session);
      return {
        memberId: state.memberId,
        organizationId: state.organization.id,
        sessionToken: state.sessionToken,
        can: await permissions(state),
        self: { name: state.name, email: state.email, roleIds: state.roles },
        support: null,
      };
    },
  };
}
