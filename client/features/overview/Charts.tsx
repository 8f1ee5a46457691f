import { Link } from 'react-router';
import { clientTypeSchema } from '#contract/connected-apps.ts';
import type { Overview } from '#contract/overview.ts';
import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';
import { paths } from '../../api/paths.ts';
import { AppName } from '../../grid/AppName.tsx';
import { clientTypes } from '../../grid/client-types.ts';
import { classNames } from '../../grid/class-words.ts';
import { ScopeChip } from '../../grid/ScopeChip.tsx';
import { sharedNames } from '../../grid/shared-names.ts';
import { formatCountOf } from '../../ui/format.ts';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
import { shareOf } from './figures.ts';
import { only, type OverviewState } from './overview-state.ts';
import styles from './OverviewPage.module.css';
import { ReachChart, type ReachRow } from './ReachChart.tsx';

interface ChartProps {
  overview: Overview;
  state: OverviewState;
  onChange: (change: Partial<OverviewState>) => void;
}

const marks: Record<ScopeClass, string> = {
  identity: 'var(--ink-tertiary)',
  read: 'var(--read-mark)',
  write: 'var(--write-mark)',
  unclassified: 'var(--ink-tertiary)',
  sensitive: 'var(--sensitive-mark)',
  'high-risk': 'var(--high-risk-mark)',
};

function tablesWith(state: OverviewState, chart: 'apps' | 'scopes', on: boolean) {
  const others = state.tables.filter((known) => known !== chart);
  return { tables: on ? [...others, chart] : others };
}

function appRow(
  app: Overview['apps'][number],
  overview: Overview,
  shared: ReadonlySet<string>,
): ReachRow {
  const { people, highRiskPeople } = app;
  return {
    key: app.id,
    href: paths.app(app.id),
    name: <AppName app={app} shared={shared} />,
    kind: clientTypes[app.clientType].label,
    people,
    share: shareOf(overview, people),
    part: highRiskPeople / Math.max(1, people),
    mark: marks.identity,
    note:
      highRiskPeople === 0 ? null : (
        <span className={styles['highRisk']}>
          {formatCountOf(highRiskPeople, 'person', 'people')}
        </span>
      ),
  };
}

/** Apps by how many people connected them; how many of those granted a high-risk scope is darker. */
export function AppsChart({ overview, state, onChange }: ChartProps) {
  const { apps, graph } = overview;
  const shared = sharedNames(apps);
  return (
    <ReachChart
      title="Apps by reach"
      caption="Apps by the people who connected them, most people first"
      heads={{ name: 'App', kind: 'Client type', note: 'Granted high-risk access' }}
      noneOfKinds="No apps match these filters."
      rows={only(apps, state.types, ({ clientType }) => clientType).map((app) =>
        appRow(app, overview, shared),
      )}
      legend={
        <ToggleGroup
          label="Client type"
          size="small"
          options={clientTypeSchema.options.map((value) => ({
            value,
            label: clientTypes[value].label,
            count: apps.filter(({ clientType }) => clientType === value).length,
          }))}
          chosen={state.types}
          onChange={(types) => onChange({ types })}
        />
      }
      asTable={state.tables.includes('apps')}
      onAsTable={(on) => onChange(tablesWith(state, 'apps', on))}
      more={
        <>
          <Link to={paths.apps()}>
            All {formatCountOf(apps.length + graph.unread.length, 'app')}
          </Link>
          <span className={styles['key']}>
            On the right, and marked in the bar: people who granted high-risk access
          </span>
        </>
      }
    />
  );
}

function scopeRow(scope: Overview['scopes'][number], overview: Overview): ReachRow {
  return {
    key: scope.name,
    href: paths.scope(scope.name),
    name: <ScopeChip scope={scope} />,
    kind: classNames[scope.class],
    people: scope.people,
    share: shareOf(overview, scope.people),
    part: 0,
    mark: marks[scope.class],
    note: <span className={styles['quiet']}>{formatCountOf(scope.apps, 'app')}</span>,
  };
}

/** Scopes by how many people granted them to at least one app. */
export function ScopesChart({ overview, state, onChange }: ChartProps) {
  const { scopes } = overview;
  return (
    <ReachChart
      title="Scopes by reach"
      caption="Scopes by the people who granted them, most people first"
      heads={{ name: 'Scope', kind: 'Class', note: 'Apps' }}
      noneOfKinds="No scopes match these filters."
      rows={only(scopes, state.classes, (scope) => scope.class).map((scope) =>
        scopeRow(scope, overview),
      )}
      legend={
        <ToggleGroup
          label="Class"
          size="small"
          options={scopeClasses.toReversed().map((value) => ({
            value,
            label: classNames[value],
            count: scopes.filter((scope) => scope.class === value).length,
            swatch: marks[value],
          }))}
          chosen={state.classes}
          onChange={(classes) => onChange({ classes })}
        />
      }
      asTable={state.tables.includes('scopes')}
      onAsTable={(on) => onChange(tablesWith(state, 'scopes', on))}
      more={<Link to={paths.scopes()}>All {formatCountOf(scopes.length, 'scope')}</Link>}
    />
  );
}
