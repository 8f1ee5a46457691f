import { checkNames, type CheckName } from '#contract/diagnosis.ts';

/** Which checks are open, as the address has it. */
export interface OpenChecks {
  open: readonly CheckName[];
}

/** Reads it from the address. */
export function parseOpen(params: URLSearchParams): OpenChecks {
  const named = (params.get('open') ?? '').split(',');
  return { open: checkNames.filter((name) => named.includes(name)) };
}

/** Writes it for the address. */
export function formatOpen({ open }: OpenChecks): URLSearchParams {
  return new URLSearchParams(open.length === 0 ? {} : { open: open.join(',') });
}
