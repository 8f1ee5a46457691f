import { Link } from 'react-router';
import type { MemberPage } from '#contract/member-page.ts';
import { paths } from '../../../api/paths.ts';
import { appName, nameText } from '../../../grid/names.ts';
import { CopyText } from '../../../ui/CopyText.tsx';
import { formatWhen, formatMoment } from '../../../ui/format.ts';
import { SafeText } from '../../../ui/SafeText.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import styles from './PastGrants.module.css';

function When({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatWhen(at)}
    </time>
  );
}

interface PastGrantsProps {
  past: MemberPage['past'];
  /** Whose they were; null for the viewer's own. */
  memberId: string | null;
}

/** Grants that Grantscope saw once and that are gone; nothing where there are none. */
export function PastGrants({ past, memberId }: PastGrantsProps) {
  if (past.length === 0) return null;
  return (
    <section className={styles['past']} aria-labelledby="past-grants">
      <h2 id="past-grants" className={styles['title']}>
        Past grants
      </h2>
      <p className={styles['lead']}>
        {memberId === null ? 'Apps you used to have connected.' : 'Apps that used to be connected.'}{' '}
        They may have ended earlier than Grantscope noticed.
      </p>
      <ul>
        {past.map(({ app, scopes, firstSeen, goneSince }) => (
          <li key={`${app.id} ${goneSince}`} className={styles['grant']}>
            <div className={styles['app']}>
              <strong>
                <SafeText>{appName(app)}</SafeText>
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
              {memberId === null ? null : (
                <>
                  <br />
                  <Link className={styles['diagnose']} to={paths.diagnosis(memberId, app.id)}>
                    Diagnose<VisuallyHidden> {nameText(appName(app))}</VisuallyHidden>
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
