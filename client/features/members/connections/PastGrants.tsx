import type { MemberPage } from '#contract/member-page.ts';
import { CopyText } from '../../../ui/CopyText.tsx';
import { formatDay, formatMoment } from '../../../ui/format.ts';
import { SafeText } from '../../../ui/SafeText.tsx';
import styles from './PastGrants.module.css';
import { nameOf } from './connections.ts';

function When({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatDay(at)}
    </time>
  );
}

/** Grants that Grantscope saw once and that are gone; nothing where there are none. */
export function PastGrants({ past, isOwn }: { past: MemberPage['past']; isOwn: boolean }) {
  if (past.length === 0) return null;
  return (
    <section className={styles['past']} aria-labelledby="past-grants">
      <h2 id="past-grants" className={styles['title']}>
        Past grants
      </h2>
      <p className={styles['lead']}>
        {isOwn ? 'You let these apps in once.' : 'These apps were let in once.'} Grantscope saw the
        grants and later saw that they were gone; they may have ended some time before.
      </p>
      <ul>
        {past.map(({ app, scopes, firstSeen, goneSince }) => (
          <li key={`${app.id} ${goneSince}`} className={styles['grant']}>
            <div className={styles['app']}>
              <strong>
                <SafeText>{nameOf(app)}</SafeText>
              </strong>
              <CopyText text={app.id} label="connected app id" />
            </div>
            <p className={styles['scopes']}>
              {scopes.map((scope) => (
                <code key={scope}>
                  <SafeText>{scope}</SafeText>
                </code>
              ))}
            </p>
            <p className={styles['when']}>
              First seen by Grantscope <When at={firstSeen} />
              <br />
              Gone since <When at={goneSince} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
