import { LRUCache } from 'lru-cache';

/** After a subject was written down it rests for so many times as long as that took. */
const restFactor = 20;
const maxSubjects = 20_000;

interface Waiting<T> {
  task: T;
  onFailure: (error: unknown) => void;
}

/**
 * Runs queued tasks one after another; the newest of a subject replaces an older one. A subject that
 * changes with every read costs at most a twentieth of a core, however large it is: tasks that arrive while
 * it rests run afterwards. `carryOut` returns how long the writing took, in ms, without the start of a
 * thread.
 */
export function createObserveQueue<T>(carryOut: (task: T) => Promise<number>) {
  const waiting = new Map<string, Waiting<T>>();
  /** From when on a subject may be written again, by the clock of `performance`. */
  const restUntil = new LRUCache<string, number>({ max: maxSubjects });
  let running: Promise<void> | null = null;
  /** What is being written. */
  let current: string | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function write(subject: string, { task, onFailure }: Waiting<T>): Promise<void> {
    waiting.delete(subject);
    current = subject;
    try {
      const took = await carryOut(task);
      restUntil.set(subject, performance.now() + restFactor * took);
    } catch (error) {
      onFailure(error);
    } finally {
      current = null;
    }
  }

  const restOf = (subject: string) => (restUntil.get(subject) ?? 0) - performance.now();

  async function run(mayRest: boolean): Promise<void> {
    for (const [subject, entry] of waiting) {
      if (!mayRest || restOf(subject) <= 0) await write(subject, entry);
    }
  }

  function start(mayRest: boolean): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    running ??= run(mayRest).finally(() => {
      running = null;
      const rests = Array.from(waiting.keys(), restOf);
      if (rests.length > 0) timer = setTimeout(begin, Math.max(1, Math.min(...rests))).unref();
    });
    return running;
  }

  function begin(): void {
    if (running === null) void start(true);
  }

  return {
    add(subject: string, task: T, onFailure: (error: unknown) => void): void {
      waiting.set(subject, { task, onFailure });
      begin();
    },
    /** Whether a subject that `matches` waits or is being written. */
    has(matches: (subject: string) => boolean): boolean {
      return (current !== null && matches(current)) || [...waiting.keys()].some(matches);
    },
    /** Resolves when nothing waits; nothing rests meanwhile. */
    async settled(): Promise<void> {
      while (running !== null || waiting.size > 0) {
        await start(false);
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
