import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { formatViewState, parseViewState, type ViewState } from './view-state.ts';

const writeAfterMs = 200;

/**
 * The view state, kept in the address. Typing changes what is shown at once; the address follows
 * when the keys rest, replacing its entry, so that Back leaves the page instead of undoing letters.
 */
export function useViewState(): [ViewState, (change: Partial<ViewState>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const [state, setState] = useState(() => parseViewState(location.search));
  const written = useRef(location.search);

  useEffect(() => {
    if (location.search === written.current) return;
    // Somebody else moved: Back, Forward or a link.
    written.current = location.search;
    setState(parseViewState(location.search));
  }, [location.search]);

  useEffect(() => {
    const search = formatViewState(state);
    if (search === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = search;
      void navigate({ search }, { replace: true, preventScrollReset: true });
    }, writeAfterMs);
    return () => clearTimeout(timer);
  }, [state, navigate]);

  const change = useCallback((changes: Partial<ViewState>) => {
    setState((current) => ({ ...current, ...changes }));
  }, []);
  return [state, change];
}
