import {
  ChartNoAxesColumn,
  CircleUserRound,
  History,
  KeyRound,
  LayoutGrid,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { Permissions } from '#contract/session.ts';
import { paths } from './paths.ts';

/** A page that the rail leads to. */
export interface Page {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Whether it shows the viewer's own grants and nothing else. */
  isOwn: boolean;
}

const pages: readonly Page[] = [
  { label: 'Overview', href: paths.overview(), icon: ChartNoAxesColumn, isOwn: false },
  { label: 'Apps', href: paths.apps(), icon: LayoutGrid, isOwn: false },
  { label: 'Members', href: paths.members(), icon: UsersRound, isOwn: false },
  { label: 'Scopes', href: paths.scopes(), icon: KeyRound, isOwn: false },
  { label: 'Changes', href: paths.changes(), icon: History, isOwn: false },
  { label: 'My apps', href: paths.mine(), icon: CircleUserRound, isOwn: true },
];

/** The pages that a viewer may open. */
export function pagesFor(can: Permissions): readonly Page[] {
  return can.readConnectedApps ? pages : pages.filter(({ isOwn }) => isOwn);
}
