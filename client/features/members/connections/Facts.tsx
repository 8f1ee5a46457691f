import type { MemberPage } from '#contract/member-page.ts';
import { formatCount } from '../../../ui/format.ts';
import { countAccess, countSensitive, distinctScopes } from './connections.ts';
import styles from './MemberHeader.module.css';

function Fact({ figure, one, many }: { figure: number; one: string; many: string }) {
  return (
    <div className={styles['fact']}>
      <span className={styles['figure']}>{formatCount(figure)}</span>{' '}
      <span className={styles['factLabel']}>{figure === 1 ? one : many}</span>
    </div>
  );
}

/** How far the grants of one member reach, in figures; a scope counts once however many apps hold it. */
export function Facts({ page: { apps, past } }: { page: MemberPage }) {
  const scopes = distinctScopes(apps);
  const { dormant } = countAccess(scopes);
  return (
    <div className={styles['facts']}>
      <Fact figure={apps.length} one="app connected" many="apps connected" />
      <Fact figure={scopes.length} one="scope granted" many="scopes granted" />
      <Fact figure={countSensitive(scopes)} one="sensitive scope" many="sensitive scopes" />
      {dormant === 0 ? null : <Fact figure={dormant} one="dormant scope" many="dormant scopes" />}
      {past.length === 0 ? null : <Fact figure={past.length} one="past grant" many="past grants" />}
    </div>
  );
}
