import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { openPathname } from '../api/console.ts';

const writeAfterMs = 200;

function textOf(params: URLSearchParams): string {
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** State of a history entry that a step within a page made. */
const step = { isStep: true };
const isStep = (state: unknown) =>
  typeof state === 'object' && state !== null && 'isStep' in state && state.isStep === true;

/** Changes part of a state: in place, or as a step, which Back undoes. */
export type ChangeState<S> = (change: Partial<S>, how?: 'in-place' | 'step') => void;

/**
 * A state kept in the URL. `parse` and `format` must keep their identity. A change in place shows at once
 * and replaces the history entry after 200 ms without changes, so Back leaves the page instead of undoing
 * letters. A step adds a history entry. `undo` goes back one step; if a link led straight to this state,
 * it applies `otherwise` instead.
 */
export function useUrlState<S extends object>(
  parse: (params: URLSearchParams) => S,
  format: (state: S) => URLSearchParams,
): [S, ChangeState<S>, undo: (otherwise: Partial<S>) => void] {
  const location = useLocation();
  const { pathname } = location;
  const navigate = useNavigate();
  const [state, setState] = useState(() => parse(new URLSearchParams(location.search)));
  const written = useRef(location.search);
  const latest = useRef(state);

  useEffect(() => {
    if (location.search === written.current) return;
    // The URL changed from outside: Back, Forward or a link.
    written.current = location.search;
    latest.current = parse(new URLSearchParams(location.search));
    setState(latest.current);
  }, [location.search, parse]);

  useEffect(() => {
    const search = textOf(format(state));
    if (search === written.current) return undefined;
    const timer = setTimeout(() => {
      // Another page is loading. Writing now would cancel that navigation.
      if (openPathname() !== pathname) return;
      written.current = search;
      void navigate({ search }, { replace: true, preventScrollReset: true });
    }, writeAfterMs);
    return () => clearTimeout(timer);
  }, [state, format, navigate, pathname]);

  const change: ChangeState<S> = useCallback(
    (changes, how = 'in-place') => {
      const before = textOf(format(latest.current));
      latest.current = { ...latest.current, ...changes };
      setState(latest.current);
      if (how === 'in-place') return;
      // Back must return to the state before this step, so write that state first.
      if (before !== written.current) {
        void navigate({ search: before }, { replace: true, preventScrollReset: true });
      }
      written.current = textOf(format(latest.current));
      void navigate({ search: written.current }, { state: step, preventScrollReset: true });
    },
    [format, navigate],
  );
  const undo = useCallback(
    (otherwise: Partial<S>) => {
      if (isStep(location.state)) void navigate(-1);
      else change(otherwise);
    },
    [location.state, navigate, change],
  );
  return [state, change, undo];
}
