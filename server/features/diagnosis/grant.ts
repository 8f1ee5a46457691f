import type { Diagnosis, Reading } from '#contract/diagnosis.ts';
import type { ConnectedApp } from '../../stytch/types.ts';
import type { Facts } from './facts.ts';

/** The grant as Stytch tells it; null for none, undefined where it could not be read. */
export type GrantNow = { scopes: readonly string[] } | null | undefined;

/** Finds the grant. */
export function grantNow({ grants, holder, appId }: Facts): GrantNow {
  if (grants.value === undefined) return undefined;
  const found = grants.value.items.find(({ app }) => app.connectedAppId === appId);
  if (found !== undefined) return { scopes: found.grantedScopes };
  if (holder === null || holder.value === null) return null;
  return holder.value === undefined ? undefined : { scopes: holder.value };
}

/** The app as Stytch describes it; null where only the record still knows it. */
export function cardOf({ grants, listed, appId }: Facts): ConnectedApp | null {
  const known = [
    ...(grants.value?.items.map(({ app }) => app) ?? []),
    ...(listed.value?.items ?? []),
  ];
  return known.find(({ connectedAppId }) => connectedAppId === appId) ?? null;
}

/** What the grant itself stands on. */
export function readingsOfGrant({ grants, holder }: Facts): Reading[] {
  return holder === null ? [grants.reading] : [grants.reading, holder.reading];
}

/** Whether the grant is there and, if it is not, whether it ever was. */
export function checkGrant(facts: Facts, grant: GrantNow): Diagnosis['checks']['grant'] {
  const { record, listed, appId } = facts;
  const readings = readingsOfGrant(facts);
  if (grant === undefined) return { state: 'unknown', evidence: null, readings };
  const isAppListed =
    listed.value?.items.some(({ connectedAppId }) => connectedAppId === appId) ?? null;
  if (grant !== null) {
    return { state: 'fine', evidence: { is: 'there', goneSince: null, isAppListed }, readings };
  }
  const remembered = record.value;
  const was = remembered?.seen === null ? 'never' : 'gone';
  return {
    state: 'cause',
    evidence: {
      is: remembered === undefined ? 'absent' : was,
      goneSince: remembered?.seen?.goneSince ?? null,
      isAppListed,
    },
    readings: [...readings, listed.reading, record.reading],
  };
}
