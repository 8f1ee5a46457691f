import { useCallback, useId, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

const nameIn = (state: unknown) =>
  typeof state === 'object' && state !== null && 'sheet' in state ? state.sheet : null;

/** What a sheet shows, null for nothing: to open it is a step in the history, which Back undoes. */
export function useSheetStep<T>(): [shown: T | null, open: (value: T) => void, close: () => void] {
  const sheet = useId();
  const { search, state } = useLocation();
  const navigate = useNavigate();
  const [value, setValue] = useState<T | null>(null);
  const open = useCallback(
    (next: T) => {
      setValue(next);
      void navigate({ search }, { state: { sheet }, preventScrollReset: true });
    },
    [navigate, search, sheet],
  );
  const close = useCallback(() => void navigate(-1), [navigate]);
  return [nameIn(state) === sheet ? value : null, open, close];
}
