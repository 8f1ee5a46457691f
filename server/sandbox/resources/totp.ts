import { z } from 'zod';
import { liveSession } from '../authority.ts';
import { memberOf, parseBody, type Context, type Operation } from '../context.ts';
import type { IntermediateSession, Member, Session } from '../model.ts';
import { ok, StytchFailure } from '../reply.ts';
import { liveIntermediate, sandboxCode } from './discovery.ts';
import { lifetimeSchema, requireOne, sessionFields, startSession } from './sessions.ts';

const authenticateSchema = lifetimeSchema.extend({
  organization_id: z.string(),
  member_id: z.string(),
  code: z.string(),
  intermediate_session_token: z.string().optional(),
  session_token: z.string().optional(),
  session_jwt: z.string().optional(),
});
type Body = z.output<typeof authenticateSchema>;

/** Who gave the first factor: a member by their session, or an email address. */
function proved(context: Context, body: Body): Session | IntermediateSession {
  const { intermediate_session_token: intermediate, session_token: token, session_jwt: jwt } = body;
  requireOne([intermediate, token, jwt]);
  return intermediate === undefined
    ? liveSession(context, { token, jwt })
    : liveIntermediate(context, intermediate);
}

/** The named member, if the first factor was theirs. Throws 404. */
function namedMember(context: Context, body: Body, first: Session | IntermediateSession): Member {
  const member = memberOf(context.state.tenant(body.organization_id), body.member_id);
  const isTheirs =
    'memberId' in first ? first.memberId === member.memberId : first.email === member.email;
  if (isTheirs && member.status !== 'deleted') return member;
  throw new StytchFailure(404, 'member_not_found', 'Member could not be found.');
}

function checkCode(member: Member, code: string): void {
  if (!member.mfaMethods.includes('totp')) {
    throw new StytchFailure(404, 'totp_not_found', 'The member has no authenticator app.');
  }
  if (code === sandboxCode) return;
  throw new StytchFailure(401, 'unable_to_authenticate_totp', 'The code is wrong.');
}

/**
 * POST /v1/b2b/totp/authenticate: completes a sign-in and uses up its intermediate session, or adds the
 * factor to an existing session.
 */
export const authenticateTotp: Operation = (context) => {
  const body = parseBody(context, authenticateSchema);
  const first = proved(context, body);
  const member = namedMember(context, body, first);
  checkCode(member, body.code);
  const session = 'memberId' in first ? first : startSession(context, member, body);
  session.totpAt = context.now();
  context.state.intermediateSessions.delete(body.intermediate_session_token ?? '');
  member.status = 'active';
  return ok({
    member_id: member.memberId,
    ...sessionFields(context, session),
    member_device: null,
  });
};
