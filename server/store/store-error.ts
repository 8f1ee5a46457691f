/** The database cannot be used. The message is for the operator and holds no secret. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** An error's message; for a host with several addresses, the messages of all of them. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join(', ');
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}
