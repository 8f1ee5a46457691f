import { clientTypeSchema, type ConnectedApp } from '#contract/connected-apps.ts';
import { clientTypes } from '../../grid/client-types.ts';
import { ToggleGroup } from '../../ui/ToggleGroup.tsx';
import type { ListState } from './list-state.ts';

interface TypeFilterProps {
  apps: readonly ConnectedApp[];
  state: ListState;
  onChange: (change: Partial<ListState>) => void;
}

/** Narrows the list to client types; each says how many apps it has. */
export function TypeFilter({ apps, state, onChange }: TypeFilterProps) {
  return (
    <ToggleGroup
      label="Client type"
      options={clientTypeSchema.options.map((value) => ({
        value,
        label: clientTypes[value].label,
        count: apps.filter(({ clientType }) => clientType === value).length,
      }))}
      chosen={state.types}
      onChange={(types) => onChange({ types })}
    />
  );
}
