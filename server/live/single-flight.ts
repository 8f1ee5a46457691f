interface Running<T> {
  work: Promise<T>;
  abort: AbortController;
  waiting: number;
}

/** Runs one piece of work for all concurrent calls with the same key. */
export type SingleFlight<T> = (
  key: string,
  signal: AbortSignal,
  start: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** A `SingleFlight` of its own. Work is aborted once nobody waits for it. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const running = new Map<string, Running<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController();
    const begun: Running<T> = { work: start(abort.signal), abort, waiting: 0 };
    const end = () => {
      if (running.get(key) === begun) running.delete(key);
    };
    begun.work.then(end, end);
    running.set(key, begun);
    return begun;
  }

  return async (key, signal, start) => {
    const joined = running.get(key) ?? begin(key, start);
    joined.waiting += 1;
    const leave = () => {
      joined.waiting -= 1;
      if (joined.waiting > 0) return;
      joined.abort.abort();
      // The next caller must not join work that was just aborted.
      if (running.get(key) === joined) running.delete(key);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await joined.work;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  };
}
