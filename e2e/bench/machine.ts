import { cpus, loadavg, release, totalmem } from 'node:os';

/** Where figures come from: without it they say nothing. */
export interface Machine {
  date: string;
  cpu: string;
  cores: number;
  memoryGb: number;
  system: string;
  node: string;
  /** Processes that wanted a core in the minute before: above 0.5 or so, figures are noisy. */
  load: number;
}

/** Describes this machine and this moment. */
export function describeMachine(): Machine {
  const cores = cpus();
  return {
    date: new Date().toISOString(),
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${release()}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
