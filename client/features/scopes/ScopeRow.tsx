import { Link } from 'react-router';
import type { GraphState } from '#contract/graph.ts';
import { paths } from '../../api/paths.ts';
import { markedName } from '../../grid/class-words.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { classes } from '../../ui/classes.ts';
import { FigureText } from '../../ui/FigureText.tsx';
import { formatCount } from '../../ui/format.ts';
import table from '../../ui/ListTable.module.css';
import { SafeText } from '../../ui/SafeText.tsx';
import { figuresOfScope, type ScopeFigures } from './figures.ts';
import type { ListedScope } from './list-state.ts';
import styles from './ScopesPage.module.css';

interface ScopeRowProps {
  scope: ListedScope;
  graph: GraphState;
}

function Meaning({ scope }: { scope: ListedScope }) {
  return (
    <>
      <div className={styles['description']} title={scope.description ?? undefined}>
        {scope.description === null ? (
          <span className={styles['none']}>No description</span>
        ) : (
          <SafeText most={300}>{scope.description}</SafeText>
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
        {markedName(scope.class)}
      </div>
      {scope.class === 'unclassified' ? null : (
        <div className={styles['why']}>
          by {source}{' '}
          <code className={styles['rule']}>
            <SafeText>{scope.rule.name}</SafeText>
          </code>
        </div>
      )}
    </>
  );
}

function People({ figures: { people, ofPeople, bar } }: { figures: ScopeFigures }) {
  return (
    <div className={table['share']}>
      <span className={table['figure']}>
        <FigureText figure={people} of={ofPeople} small={table['of']} />
        <span className={table['of']}>
          <span className={table['unit']}> people</span>
        </span>
      </span>
      <span className={table['track']}>
        <span className={table['fill']} data-bar="" style={{ width: `${100 * bar}%` }} />
      </span>
    </div>
  );
}

function Dormant({ figures: { dormant, unknown } }: { figures: ScopeFigures }) {
  if (dormant === null) {
    return (
      <span className={table['quiet']} title="Doesn’t depend on roles">
        –
      </span>
    );
  }
  if (dormant.count === null) return <span className={table['quiet']}>Not known</span>;
  return (
    <span title="Granted, but the member’s roles don’t allow any of it">
      {dormant.count === 0 ? (
        <span className={table['quiet']}>None</span>
      ) : (
        <span className={table['figure']}>
          <FigureText figure={dormant} small={table['of']} />
          <span className={table['of']}>
            <span className={table['unit']}> dormant</span>
          </span>
        </span>
      )}
      {unknown === 0 ? null : (
        <span className={table['of']}> {formatCount(unknown)} not known</span>
      )}
    </span>
  );
}

/** One scope of the list. */
export function ScopeRow({ scope, graph }: ScopeRowProps) {
  const figures = figuresOfScope(scope, graph);
  return (
    <tr className={table['row']}>
      <td className={table['full']}>
        <Link className={classes(table['link'], styles['link'])} to={paths.scope(scope.name)}>
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
        <People figures={figures} />
        <span className={styles['folded']}>
          <FigureText figure={figures.apps} of={figures.ofApps} small={table['of']} /> apps
          {figures.dormant === null || figures.dormant.count === 0 ? null : (
            <>
              {' · '}
              <FigureText figure={figures.dormant} small={table['of']} /> dormant
            </>
          )}
        </span>
      </td>
      <td className={classes(table['figure'], styles['wide'])}>
        <FigureText figure={figures.apps} of={figures.ofApps} small={table['of']} />
        <span className={table['of']}>
          <span className={table['unit']}> apps</span>
        </span>
      </td>
      <td className={styles['wide']}>
        <Dormant figures={figures} />
      </td>
    </tr>
  );
}
