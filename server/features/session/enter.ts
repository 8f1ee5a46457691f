import { AppError } from '../../errors.ts';
import type { BrowserSession } from '../../http/handler.ts';
import { isNotFound, UpstreamError } from '../../stytch/errors.ts';
import type { AuthenticatedSession } from '../../stytch/types.ts';
import { maxAttempts, type SignInLimits } from './limits.ts';
import { absoluteMinutes, signedInState, type SessionDeps } from './service.ts';
import { parseState, type ChoosingState, type SecondFactorState, type State } from './state.ts';

type Deps = SessionDeps & SignInLimits;

/** Counts an attempt before its code is checked. Throws `sign-in-expired` for one too many. */
export async function countAttempt(
  { limitAttempts }: Pick<Deps, 'limitAttempts'>,
  session: BrowserSession,
  state: State & { attempts: number },
  detail: string,
): Promise<void> {
  if (state.attempts >= maxAttempts) throw new AppError('sign-in-expired', { detail });
  // Those that come at the same time have all read the same count.
  await limitAttempts(session.from.sessionId).catch((cause: unknown) => {
    throw new AppError('sign-in-expired', { detail, cause });
  });
  await session.write({ ...state, attempts: state.attempts + 1 });
}

/** An intermediate session that has run out starts the sign-in anew. */
function restartIfExpired(error: unknown): never {
  const expired = error instanceof UpstreamError && error.kind === 'session-expired';
  throw expired ? new AppError('sign-in-expired', { cause: error }) : error;
}

/** Whom an organization does not know it does not let in. */
function refuseUnknown(error: unknown): never {
  if (isNotFound(error)) throw new AppError('sign-in-not-here', { cause: error });
  return restartIfExpired(error);
}

const endedAlready =
  'Stytch gave a session that has ended already. The clocks of this server and of Stytch may differ: tell whoever runs it.';

/** Signs in, once that is recorded. */
async function complete(
  { record, facts, now }: Deps,
  session: BrowserSession,
  confirmed: AuthenticatedSession,
): Promise<void> {
  const state = signedInState(confirmed, now(), now() + absoluteMinutes * 60_000);
  // Signing in again would lead here again.
  if (state.expiresAt <= now()) throw new AppError('upstream-invalid', { detail: endedAlready });
  await record.signedIn(session, state);
  facts.learn(confirmed.organization);
  await session.renew(state);
}

/** Throws for what this console cannot be given: `sign-in-second-factor`, `sign-in-other-method`. */
async function exchange(
  { stytch }: Deps,
  intermediateSessionToken: string,
  organizationId: string,
) {
  const entered = await stytch.discovery
    .enterOrganization(intermediateSessionToken, organizationId, absoluteMinutes)
    .catch(refuseUnknown);
  if (entered.kind === 'primary-required') throw new AppError('sign-in-other-method');
  if (entered.kind === 'mfa-required' && !entered.hasAuthenticator) {
    throw new AppError('sign-in-second-factor');
  }
  return entered;
}

/** Enters an organization: its member is signed in, or asked for a second factor first. */
export async function enter(
  deps: Deps,
  session: BrowserSession,
  proved: Pick<ChoosingState, 'email' | 'intermediateSessionToken' | 'expiresAt'>,
  organizationId: string,
): Promise<void> {
  const { email, intermediateSessionToken, expiresAt } = proved;
  const entered = await exchange(deps, intermediateSessionToken, organizationId).catch(
    (error: unknown) => deps.record.failed(session, error, { organizationId, memberId: null }),
  );
  if (entered.kind === 'signed-in') {
    await complete(deps, session, entered.session);
    return;
  }
  const { name, slug } = entered.organization;
  await session.renew({
    step: 'second-factor',
    email,
    organization: { id: organizationId, name, slug },
    memberId: entered.half.memberId,
    intermediateSessionToken: entered.half.intermediateSessionToken,
    attempts: 0,
    expiresAt,
  } satisfies SecondFactorState);
}

async function checkSecondFactor(
  deps: Deps,
  session: BrowserSession,
  state: SecondFactorState,
  code: string,
): Promise<AuthenticatedSession> {
  const { stytch, limitSecondFactor, now } = deps;
  if (state.expiresAt <= now()) throw new AppError('sign-in-expired');
  await countAttempt(deps, session, state, 'Too many wrong codes. Start again.');
  await limitSecondFactor(state.memberId);
  const { memberId, intermediateSessionToken, organization } = state;
  const half = { organizationId: organization.id, memberId, intermediateSessionToken };
  try {
    return await stytch.totp.authenticate(half, code, absoluteMinutes);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    // Which types Stytch has for a wrong code is not documented in full.
    const wrong = error.kind === 'refused' || error.kind === 'not-found';
    if (wrong) throw new AppError('sign-in-code-wrong', { cause: error });
    if (error.kind === 'code-used') {
      const detail = 'That code was already used. Wait for the next one in your app.';
      throw new AppError('sign-in-code-used', { detail, cause: error });
    }
    return restartIfExpired(error);
  }
}

/** Signs in with the code of an authenticator app; a wrong one counts and is `sign-in-code-wrong`. */
export async function proveSecondFactor(
  deps: Deps,
  session: BrowserSession,
  code: string,
): Promise<void> {
  const state = parseState(session.read());
  if (state?.step !== 'second-factor') throw new AppError('sign-in-expired');
  const at = { organizationId: state.organization.id, memberId: state.memberId };
  const confirmed = await checkSecondFactor(deps, session, state, code).catch((error: unknown) =>
    deps.record.failed(session, error, at),
  );
  await complete(deps, session, confirmed);
}
