import { Link } from 'react-router';
import { classNames, ScopeChip } from '../../grid/ScopeChip.tsx';
import { classes } from '../../ui/classes.ts';
import { formatCount } from '../../ui/format.ts';
import table from '../../ui/ListTable.module.css';
import { SafeText } from '../../ui/SafeText.tsx';
import type { ListedScope } from './list-state.ts';
import styles from './ScopesPage.module.css';

interface ScopeRowProps {
  scope: ListedScope;
  /** Apps and members in all. */
  totals: { apps: number; members: number };
}

function Meaning({ scope }: { scope: ListedScope }) {
  return (
    <>
      <div className={styles['description']}>
        {scope.description === null ? (
          <span className={styles['none']}>Nobody has described this scope.</span>
        ) : (
          <SafeText>{scope.description.slice(0, 300)}</SafeText>
        )}
      </div>
      <div className={styles['why']}>{scope.why}</div>
    </>
  );
}

function ClassOf({ scope }: { scope: ListedScope }) {
  const source = scope.rule.source === 'operator' ? 'your operator’s rule' : 'built-in rule';
  return (
    <>
      <div className={styles['class']} data-class={scope.class}>
        {scope.class === 'sensitive' ? <span aria-hidden="true">▲ </span> : null}
        {classNames[scope.class]}
      </div>
      <div className={styles['why']}>
        by {source} <code className={styles['rule']}>{scope.rule.name}</code>
      </div>
    </>
  );
}

function Members({ scope, all }: { scope: ListedScope; all: number }) {
  const share = (100 * scope.members) / Math.max(1, all);
  return (
    <div className={table['share']}>
      <span className={table['figure']}>
        {formatCount(scope.members)}
        <span className={table['of']}>
          {' '}
          of {formatCount(all)}
          <span className={table['unit']}> members</span>
        </span>
      </span>
      <span className={table['track']}>
        <span className={table['fill']} style={{ width: `${Math.min(100, share)}%` }} />
      </span>
    </div>
  );
}

function Dormant({ scope }: { scope: ListedScope }) {
  if (scope.dormant === null) {
    return (
      <span
        className={table['quiet']}
        title="Roles do not decide about this scope, or could not be read"
      >
        Not compared
      </span>
    );
  }
  if (scope.dormant === 0) return <span className={table['quiet']}>None</span>;
  return (
    <span title="Members whose roles back nothing of what the scope names: it gives the app nothing">
      <span className={table['figure']}>{formatCount(scope.dormant)}</span>
      <span className={table['of']}>
        {' '}
        of {formatCount(scope.members)}
        <span className={table['unit']}> dormant</span>
      </span>
    </span>
  );
}

/** One scope of the list. */
export function ScopeRow({ scope, totals }: ScopeRowProps) {
  return (
    <tr className={table['row']}>
      <td className={table['full']}>
        <Link
          className={classes(table['link'], styles['link'])}
          to={`/scopes/${encodeURIComponent(scope.name)}`}
        >
          <ScopeChip scope={scope} />
        </Link>
      </td>
      <td className={table['full']}>
        <Meaning scope={scope} />
      </td>
      <td className={table['full']}>
        <ClassOf scope={scope} />
      </td>
      <td>
        <Members scope={scope} all={totals.members} />
      </td>
      <td className={table['figure']}>
        {formatCount(scope.apps)}
        <span className={table['of']}>
          {' '}
          of {formatCount(totals.apps)}
          <span className={table['unit']}> apps</span>
        </span>
      </td>
      <td>
        <Dormant scope={scope} />
      </td>
    </tr>
  );
}
