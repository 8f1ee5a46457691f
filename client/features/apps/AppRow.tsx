import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import type { ListedApp, Reach } from '#contract/connected-apps.ts';
import { appRoutes } from '#contract/app-routes.ts';
import { addressOf } from '../../api/request.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { Tile } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { formatCount, formatDay, formatMoment } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ListRow } from './alike.ts';
import styles from './AppsPage.module.css';
import { sensitiveIn } from './list-state.ts';
import { appQueries } from './queries.ts';

interface NameProps {
  row: ListRow;
  onFold: (key: string, unfold: boolean) => void;
}

/** Shows or hides the other apps of a group, and says why they are one. */
function Fold({ row, onFold }: NameProps) {
  const { group, others, isUnfolded } = row;
  if (group === null || others === 0) return null;
  const Chevron = isUnfolded ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={styles['fold']}
      aria-expanded={isUnfolded}
      onClick={() => onFold(group.key, !isUnfolded)}
    >
      <Chevron size={13} aria-hidden="true" />
      {formatCount(others)} more with the same {group.reason}
    </button>
  );
}

function Name({ row, onFold }: NameProps) {
  const { app, group } = row;
  const name = app.name === '' ? 'App without a name' : app.name;
  return (
    <div className={styles['app']}>
      <Tile
        src={app.hasLogo ? addressOf(appRoutes.connectedAppLogo, { app: app.id }) : null}
        name={name}
        id={app.id}
        size={32}
      />
      <div className={styles['names']}>
        <div className={styles['name']}>
          <Link className={styles['link']} to={`/apps/${encodeURIComponent(app.id)}`}>
            <SafeText>{name}</SafeText>
          </Link>
          {group !== null || app.name === '' ? (
            <span className={styles['suffix']} title={app.id}>
              …{app.id.slice(-6)}
            </span>
          ) : null}
          {app.isNew ? (
            <Badge tone="accent" title="Appeared after your last visit">
              New
            </Badge>
          ) : null}
          <Fold row={row} onFold={onFold} />
        </div>
        {app.description === '' ? null : (
          <div className={styles['description']}>
            <SafeText>{app.description.slice(0, 300)}</SafeText>
          </div>
        )}
      </div>
    </div>
  );
}

/** Never to be taken for the date of a consent, which Stytch does not tell. */
function FirstSeen({ at }: { at: number | null }) {
  if (at === null) return <span className={styles['quiet']}>Not recorded yet</span>;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`First seen by Grantscope on ${formatMoment(at)}. When it was first connected, Stytch does not say.`}
    >
      <span className={styles['unit']}>First seen by Grantscope </span>
      {formatDay(at)}
    </time>
  );
}

function Members({ reach, memberCount }: { reach: Reach; memberCount: number | null }) {
  return (
    <div className={styles['members']}>
      <span className={styles['figure']}>
        {formatCount(reach.members)}
        {memberCount === null ? null : (
          <span className={styles['of']}> of {formatCount(memberCount)}</span>
        )}
      </span>
      {memberCount === null ? null : (
        <span className={styles['track']}>
          <span
            className={styles['fill']}
            style={{ width: `${Math.min(100, (100 * reach.members) / Math.max(1, memberCount))}%` }}
          />
        </span>
      )}
    </div>
  );
}

interface FiguresProps {
  app: ListedApp;
  /** Members of the organization; null where unknown. */
  memberCount: number | null;
}

function Figures({ app, memberCount }: FiguresProps) {
  const { data: reach, isError, refetch } = useQuery(appQueries.reach(app.id));
  const sensitive = reach === undefined ? 0 : sensitiveIn(reach);
  return (
    <>
      <td>
        {reach === undefined ? (
          isError ? (
            <button type="button" className={styles['retry']} onClick={() => void refetch()}>
              Not read · try again
            </button>
          ) : (
            <Skeleton width={90} />
          )
        ) : (
          <Members reach={reach} memberCount={memberCount} />
        )}
      </td>
      <td className={styles['figure']}>
        {reach === undefined ? <Skeleton width={24} /> : formatCount(reach.scopes.length)}
        {reach === undefined ? null : (
          <span className={`${styles['of']} ${styles['unit']}`}> scopes</span>
        )}
      </td>
      <td>
        {sensitive === 0 ? null : (
          <span className={styles['sensitive']}>
            <span aria-hidden="true">▲ </span>
            {formatCount(sensitive)}
            <span className={styles['unit']}> sensitive</span>
          </span>
        )}
      </td>
    </>
  );
}

interface AppRowProps extends NameProps {
  memberCount: FiguresProps['memberCount'];
}

/** One app of the list; its figures come a moment after its name. */
export function AppRow({ row, memberCount, onFold }: AppRowProps) {
  const { app, isBelow } = row;
  return (
    <tr className={styles['row']} data-below={isBelow ? '' : undefined}>
      <td>
        <Name row={row} onFold={onFold} />
      </td>
      <td className={styles['wide']}>
        <span className={styles['quiet']}>{clientTypes[app.clientType].label}</span>
      </td>
      <Figures app={app} memberCount={memberCount} />
      <td className={styles['wide']}>
        {app.policy === null ? null : (
          <Badge dot={app.policy === 'allowed' ? 'positive' : 'warning'}>
            {app.policy === 'allowed' ? 'Allowed' : 'Restricted'}
          </Badge>
        )}
      </td>
      <td className={styles['seen']}>
        <FirstSeen at={app.firstSeen} />
      </td>
    </tr>
  );
}
