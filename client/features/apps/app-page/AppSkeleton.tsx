import { Skeleton } from '../../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import styles from './AppPage.module.css';

/** The page in the shape that it will have. */
export function AppSkeleton() {
  return (
    <div className={styles['page']} aria-busy="true">
      <VisuallyHidden>Reading the app…</VisuallyHidden>
      <div className={styles['hero']}>
        <div className={styles['identity']}>
          <Skeleton width={52} height={52} />
          <div className={styles['about']}>
            <Skeleton width={180} height={22} />
            <Skeleton width={320} />
            <Skeleton width={280} />
          </div>
        </div>
        <div className={styles['facts']}>
          <Skeleton width={90} height={36} />
          <Skeleton width={90} height={36} />
          <Skeleton width={90} height={36} />
        </div>
      </div>
      <div className={styles['tabsShape']}>
        <Skeleton width={80} />
      </div>
      <div className={styles['toolbar']}>
        <Skeleton width={320} height={32} />
      </div>
      {Array.from({ length: 9 }, (_, row) => (
        <div key={row} style={{ padding: '12px 20px', height: 52 }}>
          <Skeleton width="60%" height={14} />
        </div>
      ))}
    </div>
  );
}
