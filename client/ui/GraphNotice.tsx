import { Button } from './Button.tsx';
import { formatCount, formatCountOf } from './format.ts';
import styles from './GraphNotice.module.css';
import { firstShown } from './invisible.ts';
import { Notice } from './Notice.tsx';
import { SafeText } from './SafeText.tsx';
import { UnreadableNotice } from './UnreadableNotice.tsx';

interface GraphNoticeProps {
  graph: {
    /** Apps whose grants could not be read, and why. */
    unread: readonly { id: string; name: string; reason: string }[];
    unreadable: { apps: number; grants: number };
  };
  /** Reads everything again. */
  retry: () => void;
}

/** More would push the page away from under the notice. */
const maxListed = 20;

function UnreadApps({ apps }: { apps: GraphNoticeProps['graph']['unread'] }) {
  const one = apps.length === 1 ? apps[0] : undefined;
  if (one !== undefined) {
    return (
      <>
        Nothing here includes the grants of <SafeText>{firstShown(one.name) || one.id}</SafeText>:{' '}
        {one.reason}
      </>
    );
  }
  return (
    <details className={styles['apps']}>
      <summary>Nothing here includes their grants. Which are they?</summary>
      <ul>
        {apps.slice(0, maxListed).map(({ id, name, reason }) => (
          <li key={id}>
            <strong>
              <SafeText>{firstShown(name) || id}</SafeText>
            </strong>{' '}
            {reason}
          </li>
        ))}
        {apps.length > maxListed ? <li>and {formatCount(apps.length - maxListed)} more</li> : null}
      </ul>
    </details>
  );
}

/** What of the graph that is shown could not be read; draws nothing where it is whole. */
export function GraphNotice({ graph: { unread, unreadable }, retry }: GraphNoticeProps) {
  return (
    <>
      {unread.length === 0 ? null : (
        <Notice
          tone="warning"
          title={`${formatCountOf(unread.length, 'app')} could not be read.`}
          action={
            <Button size="small" onClick={retry}>
              Refresh
            </Button>
          }
        >
          <UnreadApps apps={unread} />
        </Notice>
      )}
      <UnreadableNotice count={unreadable.apps} one="app" />
      <UnreadableNotice count={unreadable.grants} one="member" />
    </>
  );
}
