import { Facts } from '../../../ui/Fact.tsx';
import { StickyBar } from '../../../ui/StickyBar.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import table from './Connection.module.css';
import styles from './MemberHeader.module.css';

/** The page in the shape that it will have. */
export function ConnectionsSkeleton({ label }: { label: string }) {
  return (
    <div className={styles['page']} aria-busy="true">
      <div className={styles['hero']}>
        <VisuallyHidden>{label}</VisuallyHidden>
        <div className={styles['identity']}>
          <Skeleton width={52} height={52} />
          <div className={styles['about']}>
            <Skeleton width={180} height={22} />
            <Skeleton width={240} />
            <Skeleton width={320} />
          </div>
        </div>
        <div className={styles['reach']}>
          <Facts>
            <Skeleton width={90} height={36} />
            <Skeleton width={90} height={36} />
            <Skeleton width={90} height={36} />
          </Facts>
        </div>
      </div>
      <StickyBar>
        <Skeleton width={300} height={32} />
      </StickyBar>
      {Array.from({ length: 5 }, (_, row) => (
        <div key={row} className={table['rowSkeleton']}>
          <Skeleton width={32} height={32} />
          <Skeleton width="60%" height={16} />
        </div>
      ))}
    </div>
  );
}
