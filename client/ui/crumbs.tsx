import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { shorten, visibleText } from './invisible.ts';

/** Of a window's title, in characters. */
const longestPart = 120;

/** One step of the way to a page; the last one is the page itself and has no address. */
export interface Crumb {
  label: string;
  href?: string;
}

const CrumbsContext = createContext<{
  crumbs: readonly Crumb[];
  setCrumbs: (crumbs: readonly Crumb[]) => void;
  place: string;
}>({ crumbs: [], setCrumbs: () => {}, place: '' });

interface CrumbsProviderProps {
  /** What tells this tab from others with the same page; empty for nothing. */
  place: string;
  children: ReactNode;
}

/** Holds the crumbs that the page below has set. */
export function CrumbsProvider({ place, children }: CrumbsProviderProps) {
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  const value = useMemo(() => ({ crumbs, setCrumbs, place }), [crumbs, place]);
  return <CrumbsContext value={value}>{children}</CrumbsContext>;
}

/** The crumbs of the page that is open. */
export function useShownCrumbs(): readonly Crumb[] {
  return use(CrumbsContext).crumbs;
}

/** Sets the crumbs and the document's title: the page, what it belongs to, and the place. */
export function useCrumbs(parent: Crumb | null, label: string): void {
  const { setCrumbs, place } = use(CrumbsContext);
  const parentLabel = parent?.label;
  const parentHref = parent?.href;
  useEffect(() => {
    const own = { label };
    const above = parentLabel === undefined ? [] : [withHref(parentLabel, parentHref)];
    setCrumbs([...above, own]);
    document.title = [label, parentLabel, place, 'Grantscope']
      .filter((part) => part !== undefined && part !== '')
      .map((part = '') => visibleText(shorten(part, longestPart)))
      .join(' · ');
  }, [setCrumbs, parentLabel, parentHref, label, place]);
}

function withHref(label: string, href: string | undefined): Crumb {
  return href === undefined ? { label } : { label, href };
}
