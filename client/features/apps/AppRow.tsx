import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ConnectedApp, Reach } from '#contract/connected-apps.ts';
import { routes } from '#contract/routes.ts';
import { addressOf } from '../../api/request.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { Tile } from '../../ui/Avatar.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { formatCount } from '../../ui/format.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './AppsPage.module.css';
import { sensitiveIn } from './list-state.ts';
import { appQueries } from './queries.ts';

interface AppRowProps {
  app: ConnectedApp;
  /** Members of the organization; null where unknown. */
  memberCount: number | null;
  /** Whether another app has the same name. */
  sharesName: boolean;
}

function Name({ app, sharesName }: Pick<AppRowProps, 'app' | 'sharesName'>) {
  const name = app.name === '' ? 'App without a name' : app.name;
  return (
    <div className={styles['app']}>
      <Tile
        src={app.hasLogo ? addressOf(routes.connectedAppLogo.path, { app: app.id }) : null}
        name={name}
        id={app.id}
        size={32}
      />
      <div className={styles['names']}>
        <div className={styles['name']}>
          <Link className={styles['link']} to={`/apps/${encodeURIComponent(app.id)}`}>
            <SafeText>{name}</SafeText>
          </Link>
          {sharesName ? (
            <span className={styles['suffix']} title={app.id}>
              …{app.id.slice(-6)}
            </span>
          ) : null}
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

/** One app of the list; its figures come a moment after its name. */
export function AppRow({ app, memberCount, sharesName }: AppRowProps) {
  const { data: reach, isError, refetch } = useQuery(appQueries.reach(app.id));
  const sensitive = reach === undefined ? 0 : sensitiveIn(reach);
  return (
    <tr className={styles['row']}>
      <td>
        <Name app={app} sharesName={sharesName} />
      </td>
      <td className={styles['wide']}>
        <span className={styles['quiet']}>{clientTypes[app.clientType].label}</span>
      </td>
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
      <td className={styles['wide']}>
        {app.policy === null ? null : (
          <Badge dot={app.policy === 'allowed' ? 'positive' : 'warning'}>
            {app.policy === 'allowed' ? 'Allowed' : 'Restricted'}
          </Badge>
        )}
      </td>
    </tr>
  );
}
