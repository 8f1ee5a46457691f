import type { Truth } from './sandbox.ts';

/** The app of Acme Robotics, Globex and Initech that most members use. */
export const foundryNotes = {
  id: 'connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10',
  name: 'Foundry Notes',
  path: '/apps/connected-app-test-3c1f0b7e-55ad-4f6e-9a52-0e7d2c1b9f10',
} as const;

/** A holder of a grant; one that is no member has the status `unknown` and no name. */
export interface Holder {
  memberId: string;
  name: string;
  email: string;
  status: 'active' | 'pending' | 'invited' | 'deleted' | 'unknown';
  scopes: readonly string[];
}

/** Who holds grants of an app. Throws for an app that the organization does not have. */
export function holdersOf({ apps, members }: Truth, clientId: string): Holder[] {
  const app = apps.find((known) => known.clientId === clientId);
  if (app === undefined) throw new Error(`the organization has no ${clientId}`);
  const byId = new Map(members.map((member) => [member.memberId, member]));
  return app.holders.map(({ memberId, scopes }) => {
    const member = byId.get(memberId);
    return member === undefined
      ? { memberId, scopes, name: '', email: '', status: 'unknown' }
      : { ...member, scopes };
  });
}
