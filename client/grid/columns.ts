import type { SortKey } from './sort.ts';

export type ColumnKey = 'app' | 'access' | 'apps' | 'risk' | 'scopes' | 'count' | 'status' | 'id';

/** A column beside the member's, which is always there. */
export interface Column {
  key: ColumnKey;
  label: string;
  sort: SortKey;
  /** CSS grid track. */
  track: string;
}

export const columns: Record<ColumnKey, Column> = {
  app: { key: 'app', label: 'App', sort: 'app', track: 'minmax(140px, 1.2fr)' },
  access: { key: 'access', label: 'Effective access', sort: 'effective', track: '164px' },
  apps: { key: 'apps', label: 'Apps', sort: 'apps', track: '64px' },
  risk: { key: 'risk', label: 'High risk', sort: 'risk', track: '92px' },
  scopes: {
    key: 'scopes',
    label: 'Granted scopes',
    sort: 'risk',
    track: 'minmax(200px, 2.1fr)',
  },
  count: { key: 'count', label: 'Scopes', sort: 'scopes', track: '76px' },
  status: { key: 'status', label: 'Status', sort: 'status', track: '104px' },
  id: { key: 'id', label: 'Member id', sort: 'id', track: 'minmax(120px, 1.1fr)' },
};

/** Px that a member takes at least. */
export const memberWidth = 220;

/** Px that every row spends on its box, its member, its padding and the gap between. */
const besideColumns = 24 + memberWidth + 2 * 24 + 16;
const gap = 16;

/** Columns whose content a row tells elsewhere too, or that are looked up rather than compared. */
const firstToGo: readonly ColumnKey[] = ['id', 'status', 'count', 'apps'];

/** Px that a column takes at least. */
function least(key: ColumnKey): number {
  return Number.parseInt(columns[key].track.replace('minmax(', ''), 10);
}

/** The chosen columns that a table of so many px has room for; the less telling ones go first. */
export function columnsThatFit(chosen: readonly ColumnKey[], width: number): readonly ColumnKey[] {
  let shown = chosen;
  for (const key of firstToGo) {
    const taken = shown.reduce((sum, column) => sum + least(column) + gap, besideColumns);
    if (taken <= width) break;
    shown = shown.filter((column) => column !== key);
  }
  return shown;
}

export type Density = 'comfortable' | 'compact';

/** Row heights in px; a narrow screen stacks name and scopes. */
export const rowHeights = { comfortable: 52, compact: 40, narrow: 84 } as const;
