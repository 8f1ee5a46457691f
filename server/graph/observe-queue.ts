import { LRUCache } from 'lru-cache';

/** After a subject was written down it rests for so many times as long as that took. */
const restFactor = 20;
const mostSubjects = 20_000;

interface Waiting<T> {
  task: T;
  onFailure: (error: unknown) => void;
}

/**
 * Carries out what waits, one after the other; the newest of a subject takes the place of an older
 * one. A subject that changes with every reading costs a twentieth of a core at most, however often
 * it is read and however large it is: what comes while it rests is written afterwards.
 */
export function createObserveQueue<T>(carryOut: (task: T) => Promise<void>) {
  const waiting = new Map<string, Waiting<T>>();
  /** From when on a subject may be written again, by the clock of `performance`. */
  const restUntil = new LRUCache<string, number>({ max: mostSubjects });
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function write(subject: string, { task, onFailure }: Waiting<T>): Promise<void> {
    waiting.delete(subject);
    const started = performance.now();
    await carryOut(task).catch(onFailure);
    const ended = performance.now();
    restUntil.set(subject, ended + restFactor * (ended - started));
  }

  async function run(mayRest: boolean): Promise<void> {
    let soonest = Infinity;
    for (const [subject, entry] of waiting) {
      const until = mayRest ? (restUntil.get(subject) ?? 0) : 0;
      if (until <= performance.now()) await write(subject, entry);
      else soonest = Math.min(soonest, until);
    }
    running = null;
    if (Number.isFinite(soonest)) {
      timer = setTimeout(begin, Math.max(1, soonest - performance.now())).unref();
    }
  }

  function begin(): void {
    if (running !== null) return;
    if (timer !== null) clearTimeout(timer);
    running = run(true);
  }

  return {
    add(subject: string, task: T, onFailure: (error: unknown) => void): void {
      waiting.set(subject, { task, onFailure });
      begin();
    },
    /** Resolves when nothing waits; nothing rests meanwhile. */
    async settled(): Promise<void> {
      while (running !== null || waiting.size > 0) {
        running ??= run(false);
        await running;
      }
    },
    /** Forgets what waits; resolves when what has begun is done. */
    async stop(): Promise<void> {
      waiting.clear();
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
