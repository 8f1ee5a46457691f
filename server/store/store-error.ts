/** The database cannot be used; the message is for the operator and holds no secret. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** The words of an error; of a host with several addresses those of each. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join(', ');
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}
