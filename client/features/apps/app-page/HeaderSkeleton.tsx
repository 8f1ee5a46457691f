import { Facts } from '../../../ui/Fact.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { classes } from '../../../ui/classes.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import styles from './AppPage.module.css';

/** The head of the page in the shape that it will have. */
export function HeaderSkeleton() {
  return (
    <div className={classes(styles['hero'], styles['waiting'])}>
      <VisuallyHidden>Reading the app…</VisuallyHidden>
      <div className={styles['identity']}>
        <Skeleton width={52} height={52} />
        <div className={styles['about']}>
          <Skeleton width={180} height={32} />
          <Skeleton width={320} height={20} />
          <Skeleton width={280} height={24} />
        </div>
      </div>
      <div className={styles['figures']}>
        <Facts>
          <Skeleton width={90} height={36} />
          <Skeleton width={90} height={36} />
          <Skeleton width={90} height={36} />
        </Facts>
      </div>
    </div>
  );
}
