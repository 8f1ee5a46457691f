import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { formatListState, parseListState, type ListState } from './list-state.ts';

const writeAfterMs = 200;

/**
 * The state of the list, kept in the address. What is shown changes at once; the address follows when
 * the keys rest, replacing its entry, so that Back leaves the page instead of undoing letters.
 */
export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [state, setState] = useState(() => parseListState(search));
  const written = useRef(search);

  useEffect(() => {
    if (search === written.current) return;
    // Somebody else moved: Back, Forward or a link.
    written.current = search;
    setState(parseListState(search));
  }, [search]);

  useEffect(() => {
    const next = formatListState(state);
    if (next === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = next;
      void navigate({ search: next }, { replace: true, preventScrollReset: true });
    }, writeAfterMs);
    return () => clearTimeout(timer);
  }, [state, navigate]);

  const change = useCallback((changes: Partial<ListState>) => {
    setState((current) => ({ ...current, ...changes }));
  }, []);
  return [state, change];
}
