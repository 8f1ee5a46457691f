import { createHash } from 'node:crypto';
import type { GraphState } from '#contract/graph.ts';
import type { UpstreamKind } from '../stytch/errors.ts';
import type { WholeGraph } from './graphs.ts';
import { peopleUnread } from './people.ts';

/** Why an app could not be read, in words fit to show. */
const reasons: Partial<Record<UpstreamKind, string>> = {
  unreachable: 'Stytch could not be reached.',
  tls: 'Stytch could not be reached.',
  error: 'Stytch reported an error.',
  refused: 'Stytch refused the request.',
  timeout: "Stytch didn't respond in time.",
  truncated: "Stytch's response was cut off.",
  'too-large': "Stytch's response was too large.",
  'rate-limited': 'Stytch limits how often it may be asked.',
  'not-found': "Stytch lists the app but can't find it.",
  'not-stytch': 'Something between this server and Stytch answered in its place.',
};

/** What is told of every graph that a view is made of. */
export function presentGraph({ grants, names }: WholeGraph): GraphState {
  return {
    version: versionOf({ grants, names }),
    asOf: grants.asOf,
    apps: grants.apps.length,
    unread: grants.unread.map(({ app, kind }) => ({
      id: app.connectedAppId,
      name: app.name,
      reason: reasons[kind] ?? "Stytch's response couldn't be read.",
    })),
    unreadable: {
      apps: grants.unlisted,
      grants: grants.apps.reduce((sum, { unreadable }) => sum + unreadable, 0),
    },
    people: names === null ? peopleUnread(grants.members.size) : names.people,
  };
}

/** Changes whenever anything does that a view shows. */
export function versionOf({ grants, names }: WholeGraph): string {
  if (names === null) return grants.version;
  const all = `${grants.version} ${names.version} ${names.people.unread}`;
  return createHash('sha1').update(all).digest('base64url');
}
