import type { MemberPage } from '#contract/member-page.ts';
import { Fact, Facts } from '../../../ui/Fact.tsx';
import { reachOf } from './figures.ts';

/** How far the grants of one member reach; every scope counts once, however many apps hold it. */
export function ReachFacts({ page, isOwn }: { page: MemberPage; isOwn: boolean }) {
  return (
    <Facts>
      {reachOf(page, isOwn).map(({ figure, label }) => (
        <Fact key={label} figure={figure} label={label} />
      ))}
    </Facts>
  );
}
