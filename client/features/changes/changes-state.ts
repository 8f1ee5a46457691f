import { changeKinds, type ChangeKind } from '#contract/changes.ts';
import { formatPeriod, parsePeriod, type PeriodChoice } from '../../table/period.ts';

/** What the address of the page says. */
export interface ChangesState {
  period: PeriodChoice;
  kinds: readonly ChangeKind[];
  /** Id of the only app; null for all. */
  app: string | null;
  /** Id of the only member; null for all. */
  member: string | null;
}

const usualPeriod = { range: '30' } as const;

/** Reads the state out of a query string. */
export function parseChangesState(params: URLSearchParams): ChangesState {
  return {
    period: parsePeriod(params) ?? usualPeriod,
    kinds: changeKinds.filter((kind) => params.getAll('kind').includes(kind)),
    app: params.get('app'),
    member: params.get('member'),
  };
}

/** The query string of a state, without what is as usual. */
export function formatChangesState({ period, kinds, app, member }: ChangesState): URLSearchParams {
  const params = new URLSearchParams();
  if (!('range' in period && period.range === usualPeriod.range)) formatPeriod(period, params);
  for (const kind of kinds) params.append('kind', kind);
  if (app !== null) params.set('app', app);
  if (member !== null) params.set('member', member);
  return params;
}
