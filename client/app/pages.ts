import {
  ChartNoAxesColumn,
  CircleUserRound,
  History,
  KeyRound,
  LayoutGrid,
  LifeBuoy,
  ScrollText,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { Viewer } from '../api/session.ts';
import { paths } from '../api/paths.ts';

/** A page in the rail. */
export interface Page {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Whether it shows only the viewer's own grants. */
  isOwn: boolean;
  /** Whether it is the desk, which belongs to no organization. */
  isDesk?: boolean;
}

export const desk: Page = {
  label: 'Support',
  href: paths.support(),
  icon: LifeBuoy,
  isOwn: false,
  isDesk: true,
};

const pages: readonly Page[] = [
  desk,
  { label: 'Overview', href: paths.overview(), icon: ChartNoAxesColumn, isOwn: false },
  { label: 'Apps', href: paths.apps(), icon: LayoutGrid, isOwn: false },
  { label: 'Members', href: paths.members(), icon: UsersRound, isOwn: false },
  { label: 'Scopes', href: paths.scopes(), icon: KeyRound, isOwn: false },
  { label: 'Changes', href: paths.changes(), icon: History, isOwn: false },
  { label: 'Activity', href: paths.activity(), icon: ScrollText, isOwn: false },
  { label: 'My apps', href: paths.mine(), icon: CircleUserRound, isOwn: true },
];

/** The pages a viewer may open. Under a case the viewer's own apps and the desk are left out. */
export function pagesFor({ can, support }: Pick<Viewer, 'can' | 'support'>): readonly Page[] {
  return pages.filter(({ isOwn, isDesk = false }) => {
    if (isDesk) return can.inspectCustomers;
    return isOwn ? support === null : can.readConnectedApps;
  });
}
