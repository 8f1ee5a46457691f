import type { MemberPage } from '#contract/member-page.ts';
import { Fact, Facts } from '../../../ui/Fact.tsx';
import { countAccess, countSensitive, distinctScopes } from './connections.ts';

/** How far the grants of one member reach, in figures; a scope counts once however many apps hold it. */
export function ReachFacts({ page: { apps, past } }: { page: MemberPage }) {
  const scopes = distinctScopes(apps);
  const sensitive = countSensitive(scopes);
  const { dormant } = countAccess(scopes);
  return (
    <Facts>
      <Fact figure={apps.length} label={apps.length === 1 ? 'app connected' : 'apps connected'} />
      <Fact
        figure={scopes.length}
        label={scopes.length === 1 ? 'scope granted' : 'scopes granted'}
      />
      <Fact figure={sensitive} label={sensitive === 1 ? 'sensitive scope' : 'sensitive scopes'} />
      {dormant === 0 ? null : (
        <Fact figure={dormant} label={dormant === 1 ? 'dormant scope' : 'dormant scopes'} />
      )}
      {past.length === 0 ? null : (
        <Fact figure={past.length} label={past.length === 1 ? 'past grant' : 'past grants'} />
      )}
    </Facts>
  );
}
