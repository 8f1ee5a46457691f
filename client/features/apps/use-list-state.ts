import { useState } from 'react';
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router';
import { formatListState, parseListState, type ListState } from './list-state.ts';

/** The state of the list, which the address follows; an address that is opened anew goes before. */
export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [params, setParams] = useSearchParams();
  const { key } = useLocation();
  const kind = useNavigationType();
  const [state, setState] = useState(() => parseListState(params));
  const [openedAt, setOpenedAt] = useState(key);
  if (openedAt !== key) {
    setOpenedAt(key);
    // Our own changes replace the address; what somebody has typed since must not be lost to them.
    if (kind !== NavigationType.Replace) setState(parseListState(params));
  }
  const change = (changes: Partial<ListState>) => {
    const next = { ...state, ...changes };
    setState(next);
    setParams(formatListState(next), { replace: true, preventScrollReset: true });
  };
  return [state, change];
}
