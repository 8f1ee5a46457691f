import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ListedApp } from '#contract/connected-apps.ts';
import type { MemberTable } from '#contract/member-table.ts';
import { graphRoutes } from '#contract/graph-routes.ts';
import type { Scope } from '#contract/scopes.ts';
import { connectedAppsQuery } from '../../api/connected-apps.ts';
import { useGraphTable } from '../../api/graph-table.ts';
import type { GraphView } from '../../api/graph-view.ts';
import { useViewer } from '../../api/session.ts';
import { whenIdle } from '../../grid/steps.ts';
import type { GrantStore } from '../../grid/store.ts';
import type { NamesProgress } from '../../table/names.ts';
import { useGrants } from '../../table/use-grants.ts';
import { createMemberSearch, type MemberSearch } from './member-search.ts';

/** What is searched, as far as it has been read. */
export interface Sources {
  apps: readonly ListedApp[];
  scopes: readonly Scope[];
  members: GrantStore;
  searchMembers: MemberSearch;
  /** Rises when names arrive. */
  version: number;
  view: GraphView<MemberTable>;
  /** Null where the viewer may not read names. */
  names: NamesProgress | null;
}

const noApps: readonly ListedApp[] = [];

/** Reads what the palette searches: the same that the pages show, so that it is there when they are. */
export function useSources(): Sources {
  const { can } = useViewer();
  const apps = useQuery({ ...connectedAppsQuery, staleTime: 60_000 });
  const view = useGraphTable('members', graphRoutes.members);
  const { store, version, progress } = useGrants(
    view.data ?? null,
    view.graph.ready?.asOf ?? null,
    can.readMembers,
  );
  const searchMembers = useMemo(() => createMemberSearch(store), [store]);
  const isDone = progress === null || progress.state !== 'reading';
  // Made before they are asked for; while names come, a search makes what it needs.
  useEffect(() => (isDone ? whenIdle(store.prepareTexts()) : undefined), [store, isDone]);
  return {
    apps: apps.data?.apps ?? noApps,
    scopes: store.scopes,
    members: store,
    searchMembers,
    version,
    view,
    names: progress,
  };
}
