import { ChevronRight } from 'lucide-react';
import { memo, useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { logoAddress } from '../../../api/logo.ts';
import { paths } from '../../../api/paths.ts';
import { clientTypes } from '../../../grid/client-types.ts';
import { appName, nameText } from '../../../grid/names.ts';
import { Tile } from '../../../ui/Avatar.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { formatCountOf } from '../../../ui/format.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { AccessSummary } from './AccessSummary.tsx';
import { Allowances } from './Allowances.tsx';
import styles from './Connection.module.css';
import type { Connection } from './connections.ts';
import { FirstSeen } from './FirstSeen.tsx';
import { GrantedScopes } from './GrantedScopes.tsx';
import { Growth } from './Growth.tsx';
import type { HeldRoles } from './held-roles.ts';
import { MarkedText } from '../../../grid/MarkedText.tsx';
import { ScopeDetails } from './ScopeDetails.tsx';

interface ConnectionRowProps {
  connection: Connection;
  memberId: string;
  held: HeldRoles;
  /** What was searched for. */
  terms: readonly string[];
  isOpen: boolean;
  /** Whether another app has the same name. */
  sharesName: boolean;
  /** Whether the viewer looks at their own grants. */
  isOwn: boolean;
  /** Whether the viewer may open the app's page, and so see its logo. */
  mayOpenApps: boolean;
  onToggle: (app: string) => void;
}

function AppName({ connection: { app }, terms, mayOpenApps, sharesName }: ConnectionRowProps) {
  const name = <MarkedText terms={terms}>{appName(app)}</MarkedText>;
  return (
    <div className={styles['app']}>
      <Tile
        src={app.hasLogo && mayOpenApps ? logoAddress(app.id) : null}
        name={appName(app)}
        id={app.id}
        size={32}
      />
      <div className={styles['names']}>
        <div className={styles['name']}>
          {mayOpenApps ? (
            <Link className={styles['link']} to={paths.app(app.id)}>
              {name}
            </Link>
          ) : (
            <span className={styles['plain']}>{name}</span>
          )}
          {sharesName ? (
            <span className={styles['suffix']} title={app.id}>
              …{app.id.slice(-6)}
            </span>
          ) : null}
        </div>
        <div className={styles['type']} title={clientTypes[app.clientType].meaning}>
          {clientTypes[app.clientType].label}
        </div>
        {app.policy === 'restricted' ? (
          <span title="The organization’s policy no longer lets members connect this app. This grant is older than that.">
            <Badge dot="warning">Restricted by policy</Badge>
          </span>
        ) : null}
      </div>
    </div>
  );
}

function Disclosure({
  panel,
  isOpen,
  connection,
  onToggle,
}: Pick<ConnectionRowProps, 'isOpen' | 'connection' | 'onToggle'> & { panel: string }) {
  return (
    <button
      type="button"
      className={styles['disclosure']}
      aria-expanded={isOpen}
      aria-controls={isOpen ? panel : undefined}
      data-list-stop
      onClick={() => onToggle(connection.app.id)}
    >
      <ChevronRight size={14} className={styles['chevron']} aria-hidden="true" />
      {isOpen ? 'Hide details' : 'Show details'}
      <VisuallyHidden> of {nameText(appName(connection.app))}</VisuallyHidden>
    </button>
  );
}

/** What one app was let do, in one row; its scopes one by one below it when they are asked for. */
export const ConnectionRow = memo(function ConnectionRow(props: ConnectionRowProps): ReactNode {
  const { connection, memberId, held, terms, isOpen, isOwn, onToggle } = props;
  const { app, scopes, seen } = connection;
  const panel = useId();
  const open = () => {
    if (!isOpen) onToggle(app.id);
  };
  return (
    <>
      <tr className={styles['row']} data-open={isOpen}>
        <th scope="row">
          <AppName {...props} />
        </th>
        <td>
          {isOwn ? (
            <Allowances app={app} scopes={scopes} onMore={open} />
          ) : (
            <GrantedScopes scopes={scopes} terms={terms} onMore={open} />
          )}
          {scopes.length === 0 ? <span className={styles['quiet']}>No scopes</span> : null}
          <Growth connection={connection} />
          <div className={styles['ways']}>
            <Disclosure panel={panel} isOpen={isOpen} connection={connection} onToggle={onToggle} />
            {isOwn ? null : (
              <Link className={styles['diagnose']} to={paths.diagnosis(memberId, app.id)}>
                Diagnose<VisuallyHidden> {nameText(appName(app))}</VisuallyHidden>
              </Link>
            )}
          </div>
        </td>
        {isOwn ? null : (
          <td>
            <AccessSummary scopes={scopes} />
          </td>
        )}
        <td className={styles['seen']}>
          <FirstSeen seen={seen} />
        </td>
      </tr>
      {isOpen ? (
        <tr className={styles['details']}>
          <td colSpan={isOwn ? 3 : 4}>
            <ScopeDetails
              id={panel}
              label={`${formatCountOf(scopes.length, 'scope')} of ${nameText(appName(app))}`}
              scopes={scopes}
              held={held}
              isOwn={isOwn}
            />
          </td>
        </tr>
      ) : null}
    </>
  );
});
