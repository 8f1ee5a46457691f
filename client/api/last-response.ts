let at = Date.now();

/** Says that the server has answered just now, which keeps a session for another half hour. */
export function noteResponse(): void {
  at = Date.now();
}

/** Milliseconds since the server last answered this tab. */
export function sinceResponse(): number {
  return Date.now() - at;
}
