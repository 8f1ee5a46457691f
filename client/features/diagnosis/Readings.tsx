import type { Reading } from '#contract/diagnosis.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import styles from './Evidence.module.css';
import { problemOf, sourceWords } from './reading-words.ts';

function Id({ source, requestId }: Reading) {
  if (requestId !== null) return <CopyText text={requestId} label="Stytch request id" />;
  return (
    <span className={styles['quiet']}>
      {source === 'record' ? 'No Stytch request' : 'No request id'}
    </span>
  );
}

/** What a check stands on: every call, Stytch’s id of it and, where it failed, why. */
export function Readings({ readings }: { readings: readonly Reading[] }) {
  return (
    <div className={styles['readings']}>
      <h3 className={styles['heading']}>Source</h3>
      <dl className={styles['calls']}>
        {readings.map((reading) => (
          <div key={reading.source} className={styles['call']}>
            <dt>{sourceWords[reading.source]}</dt>
            <dd>
              <Id {...reading} />
              {reading.problem === null ? null : (
                <span className={styles['problem']}>{problemOf(reading.problem)}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
