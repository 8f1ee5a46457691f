import type { KeyboardEvent, ReactNode } from 'react';
import { isPlainKey } from '../ui/keys.ts';
import { Popover } from '../ui/Popover.tsx';
import type { Trigger } from '../ui/popup-props.ts';
import facet from './Facet.module.css';

/** Where a key leads, of all stops from first to last; undefined for a key that does not move. */
function targetOf(key: string, stops: readonly HTMLInputElement[], at: number) {
  const options = stops.filter(({ type }) => type !== 'search');
  const isOption = stops[at]?.type !== 'search';
  if (key === 'ArrowDown') return stops[at + 1];
  if (key === 'ArrowUp') return stops[at - 1];
  if (key === 'Home' && isOption) return options[0];
  if (key === 'End' && isOption) return options.at(-1);
  return undefined;
}

/** Arrows go from the search to the options and among them; those of radio buttons are the browser's. */
function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key, nativeEvent } = event;
  if (!(target instanceof HTMLInputElement) || target.type === 'radio') return;
  if (!isPlainKey(nativeEvent) || nativeEvent.shiftKey) return;
  const inputs = [...currentTarget.querySelectorAll('input')];
  const radios = inputs.filter(({ type }) => type === 'radio');
  // Of a group of radio buttons only the chosen one is a stop, as for Tab.
  const chosen = radios.find(({ checked }) => checked) ?? radios[0];
  const stops = inputs.filter((input) => input.type !== 'radio' || input === chosen);
  const next = targetOf(key, stops, stops.indexOf(target));
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

interface FacetPanelProps {
  label: string;
  trigger: Trigger;
  children: ReactNode;
}

/** The options of a facet, beside its button. */
export function FacetPanel({ label, trigger, children }: FacetPanelProps) {
  return (
    <Popover label={label} className={facet['panel']} trigger={trigger} onKeyDown={moveByKey}>
      {children}
    </Popover>
  );
}
