import { checkNames } from '#contract/diagnosis.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import styles from './DiagnosisPage.module.css';

/** The page in the shape that it will have. */
export function DiagnosisSkeleton() {
  return (
    <div className={styles['page']} aria-busy="true">
      <header className={styles['head']}>
        <VisuallyHidden>Checking the member and the app…</VisuallyHidden>
        <Skeleton width={260} height={26} />
        <div className={styles['parties']}>
          {['member', 'app'].map((party) => (
            <div key={party} className={styles['party']}>
              <Skeleton width={32} height={32} />
              <div className={styles['about']}>
                <Skeleton width={160} height={20} />
                <Skeleton width={200} height={20} />
                <Skeleton width={280} height={24} />
              </div>
            </div>
          ))}
        </div>
      </header>
      <div className={styles['verdict']} data-state="none">
        <Skeleton width={18} height={18} />
        <div className={styles['words']}>
          <Skeleton width="50%" height={22} />
          <Skeleton width="80%" height={18} />
        </div>
      </div>
      <ul className={styles['checks']}>
        {checkNames.map((name) => (
          <li key={name} className={styles['rowSkeleton']}>
            <Skeleton width={16} height={16} />
            <Skeleton width={60} />
            <Skeleton width="45%" />
          </li>
        ))}
      </ul>
    </div>
  );
}
