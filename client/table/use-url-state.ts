import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { openPathname } from '../api/console.ts';

const writeAfterMs = 200;

function textOf(params: URLSearchParams): string {
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * A state that is kept in the address, by functions that stay the same. Typing changes what is shown
 * at once; the address follows when the keys rest, replacing its entry, so that Back leaves the page
 * instead of undoing letters.
 */
export function useUrlState<S extends object>(
  parse: (params: URLSearchParams) => S,
  format: (state: S) => URLSearchParams,
): [S, (change: Partial<S>) => void] {
  const location = useLocation();
  const { pathname } = location;
  const navigate = useNavigate();
  const [state, setState] = useState(() => parse(new URLSearchParams(location.search)));
  const written = useRef(location.search);

  useEffect(() => {
    if (location.search === written.current) return;
    // Somebody else moved: Back, Forward or a link.
    written.current = location.search;
    setState(parse(new URLSearchParams(location.search)));
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

  const change = useCallback((changes: Partial<S>) => {
    setState((current) => ({ ...current, ...changes }));
  }, []);
  return [state, change];
}
