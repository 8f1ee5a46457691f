interface Running<T> {
  work: Promise<T>;
  abort: AbortController;
  waiting: number;
}

/** Gives all who ask for the same thing at the same time one piece of work. */
export type Share<T> = (
  key: string,
  signal: AbortSignal,
  start: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** Makes a `Share`. Work for which nobody waits any more is aborted. */
export function createShare<T>(): Share<T> {
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
      // Who comes now must not be given what was just aborted.
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
