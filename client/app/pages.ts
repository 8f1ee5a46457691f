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

/** A page that the rail leads to. */
export interface Page {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Whether it shows the viewer's own grants and nothing else. */
  isOwn: boolean;
  /** Whether it is the desk of support, and nothing of an organization. */
  isDesk?: boolean;
}

/** The desk of support. */
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

/** The pages that a viewer may open: under a case neither their own nor the desk, which are at home. */
export function pagesFor({ can, support }: Pick<Viewer, 'can' | 'support'>): readonly Page[] {
  return pages.filter(({ isOwn, isDesk = false }) => {
    if (isDesk) return can.inspectCustomers;
    return isOwn ? support === null : can.readConnectedApps;
  });
}
