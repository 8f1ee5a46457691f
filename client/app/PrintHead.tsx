import { useState } from 'react';
import { useViewer } from '../api/session.ts';
import { formatMoment } from '../ui/format.ts';
import { SafeText } from '../ui/SafeText.tsx';
import { useShownCrumbs } from '../ui/crumbs.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import styles from './PrintHead.module.css';

/** What a sheet of paper must say of itself: whose data it shows, as of when, for whom and from where. */
export function PrintHead() {
  return usePrinting() ? <Head /> : null;
}

function Head() {
  const [now] = useState(Date.now);
  const { organization, viewer } = useViewer();
  const crumbs = useShownCrumbs();
  return (
    <div className={styles['head']}>
      <p className={styles['organization']}>
        <SafeText>{organization.name}</SafeText>
        {crumbs.map(({ label }) => (
          <span key={label}>
            {' / '}
            <SafeText>{label}</SafeText>
          </span>
        ))}
      </p>
      <p>
        Printed from Grantscope on {formatMoment(now)} by{' '}
        <SafeText>{viewer.name || viewer.email}</SafeText>
      </p>
      <p>{location.href}</p>
    </div>
  );
}
