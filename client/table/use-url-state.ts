import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { openPathname } from '../api/console.ts';

const writeAfterMs = 200;

function textOf(params: URLSearchParams): string {
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Marks an entry of the history that was made by a step within a page. */
const step = { isStep: true };
const isStep = (state: unknown) =>
  typeof state === 'object' && state !== null && 'isStep' in state && state.isStep === true;

/** Changes part of a state: by a step, which Back undoes, or in place. */
export type ChangeState<S> = (change: Partial<S>, how?: 'in-place' | 'step') => void;

/**
 * A state that is kept in the address, by functions that stay the same. Typing changes what is shown
 * at once; the address follows when the keys rest, replacing its entry, so that Back leaves the page
 * instead of undoing letters. A step has an entry of its own; the last function undoes it, also
 * where a link led right to it.
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
    // Somebody else moved: Back, Forward or a link.
    written.current = location.search;
    latest.current = parse(new URLSearchParams(location.search));
    setState(latest.current);
  }, [location.search, parse]);

  useEffect(() => {
    const search = textOf(format(state));
    if (search === written.current) return undefined;
    const timer = setTimeout(() => {
      // Somebody is on the way to another page, which is being loaded: to write would call them back.
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
      // What was not written yet belongs to where one comes back to.
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
