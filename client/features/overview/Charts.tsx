import { Link } from 'react-router';
import { clientTypeSchema } from '#contract/connected-apps.ts';
import type { Overview } from '#contract/overview.ts';
import { scopeClasses, type ScopeClass } from '#contract/scopes.ts';
import { AppName } from '../../grid/AppName.tsx';
import { clientTypes } from '../../grid/client-types.ts';
import { classNames, ScopeChip } from '../../grid/ScopeChip.tsx';
import { sharedNames } from '../../grid/shared-names.ts';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
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
  sensitive: 'var(--sensitive-mark)',
};

function tablesWith(state: OverviewState, chart: 'apps' | 'scopes', on: boolean) {
  const others = state.tables.filter((known) => known !== chart);
  return { tables: on ? [...others, chart] : others };
}

const mostOf = (rows: readonly { members: number }[]) =>
  rows.reduce((most, { members }) => Math.max(most, members), 1);

function appRow(app: Overview['apps'][number], shared: ReadonlySet<string>): ReachRow {
  return {
    key: app.id,
    href: `/apps/${encodeURIComponent(app.id)}`,
    name: <AppName app={app} shared={shared} />,
    kind: clientTypes[app.clientType].label,
    members: app.members,
    part: app.sensitiveMembers,
    mark: marks.identity,
    note:
      app.sensitiveMembers === 0 ? null : (
        <span className={styles['sensitive']}>
          <span aria-hidden="true">▲ </span>
          {formatCount(app.sensitiveMembers)}
        </span>
      ),
  };
}

/** Apps by how many members connected them; how many of those granted a sensitive scope is darker. */
export function AppsChart({ overview, state, onChange }: ChartProps) {
  const { apps } = overview;
  const shared = sharedNames(apps);
  const all = overview.memberCount ?? overview.members;
  return (
    <ReachChart
      title="Apps by reach"
      caption="Apps by the members who connected them, most members first"
      heads={{ name: 'App', kind: 'Client type', note: 'Sensitive' }}
      rows={only(apps, state.types, ({ clientType }) => clientType).map((app) =>
        appRow(app, shared),
      )}
      most={mostOf(apps)}
      all={all}
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
          <Link to="/apps">All {formatCountOf(apps.length, 'app')}</Link>
          <span className={styles['key']}>
            <span className={styles['sensitive']}>▲</span> granted it a sensitive scope
          </span>
        </>
      }
    />
  );
}

function scopeRow(scope: Overview['scopes'][number]): ReachRow {
  return {
    key: scope.name,
    href: `/scopes/${encodeURIComponent(scope.name)}`,
    name: <ScopeChip scope={scope} />,
    kind: classNames[scope.class],
    members: scope.members,
    part: 0,
    mark: marks[scope.class],
    note: <span className={styles['quiet']}>{formatCountOf(scope.apps, 'app')}</span>,
  };
}

/** Scopes by how many members granted them to at least one app. */
export function ScopesChart({ overview, state, onChange }: ChartProps) {
  const { scopes } = overview;
  return (
    <ReachChart
      title="Scopes by reach"
      caption="Scopes by the members who granted them, most members first"
      heads={{ name: 'Scope', kind: 'Class', note: 'Apps' }}
      rows={only(scopes, state.classes, (scope) => scope.class).map(scopeRow)}
      most={mostOf(scopes)}
      all={overview.memberCount ?? overview.members}
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
      more={<Link to="/scopes">All {formatCountOf(scopes.length, 'scope')}</Link>}
    />
  );
}
