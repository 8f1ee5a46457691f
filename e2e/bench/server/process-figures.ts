import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of a process so far, in ms. */
export interface CpuTime {
  /** Of all its threads, with those that have ended. */
  total: number;
  /** Of the thread that runs the event loop. */
  main: number;
}

const ticksPerSecond = 100;

/** Time on a CPU by the scheduler's own account, ns (Linux, Documentation/scheduler/sched-stats). */
function threadMs(pid: number, thread: string): number {
  try {
    const [ran = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(ran) / 1e6;
  } catch {
    // It has ended since it was listed.
    return 0;
  }
}

/** User and system time of the process in steps of 10 ms, ended threads included (proc_pid_stat(5)). */
function processMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

/** A look at the clocks of a process. */
export interface CpuClock {
  threads: number;
  main: number;
  process: number;
}

/** Looks at the clocks. Throws when the process has ended. */
export function readCpu(pid: number): CpuClock {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => threadMs(pid, thread));
  return {
    threads: threads.reduce((sum, ms) => sum + ms, 0),
    main: threadMs(pid, String(pid)),
    process: processMs(pid),
  };
}

/** CPU time between two looks. */
export function cpuBetween(before: CpuClock, after: CpuClock): CpuTime {
  // The finer clock forgets threads that have ended; the coarser one never does.
  const coarse = after.process - before.process - 2 * (1000 / ticksPerSecond);
  return {
    total: Math.max(after.threads - before.threads, coarse),
    main: after.main - before.main,
  };
}

/** Most memory that the process has ever held, MB. */
export function peakMegabytes(pid: number): number {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(peak) / 1024;
}
