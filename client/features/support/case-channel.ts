import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { caseQuery } from '../../api/case.ts';
import { openTabs } from '../../api/tabs.ts';

/** Tabs tell each other that a case was opened, extended or ended. */
const tabs = openTabs('grantscope-case');

/** Tells the other tabs that a case was opened, extended or ended here. */
export const tellOtherTabs = tabs.tell;

/** Asks how the case stands whenever another tab has changed one. */
export function useCaseOfOtherTabs(): void {
  const client = useQueryClient();
  useEffect(
    () => tabs.onTold(() => void client.invalidateQueries({ queryKey: caseQuery.queryKey })),
    [client],
  );
}
