import type { Machine } from '../machine.ts';
import type { Spread } from '../tables.ts';
import type { Bytes } from './bytes.ts';
import type { ProgramName } from './contestants.ts';
import type { Size } from './data.ts';

/** Requests of one row at one size, one after the other. */
export interface LookupFigures {
  row: string;
  size: Size;
  requests: number;
  /** CPU ms per request. */
  cpuMs: Spread;
  mainMs: Spread;
  /** Latency, ms. */
  p50: Spread;
  p99: Spread;
  /** Of the median, beside asking the upstream directly in the same round, ms. */
  addedMs: Spread;
  bytes: number;
}

export interface LoadFigures {
  row: string;
  size: Size;
  perSecond: Spread;
  cpuMs: Spread;
  p99: Spread;
}

export interface BlockingFigures {
  program: ProgramName;
  loopIdleMax: Spread;
  loopMax: Spread;
  loopP99: Spread;
  sessionIdleP99: Spread;
  sessionP99: Spread;
  lookups: Spread;
}

/** One line of the goals. */
export interface Goal {
  goal: string;
  limit: string;
  figure: string;
  met: boolean;
}

/** Everything that the server half of the bench found out. */
export interface ServerReport {
  /** With its load before the first measurement. */
  machine: Machine;
  short: boolean;
  rounds: number;
  seconds: number;
  /** Of apps whose members have granted some two hundred different lists of scopes. */
  lookups: LookupFigures[];
  /** By row: how CPU time grows from 1,000 to 100,000 members; 1 is linear. */
  exponents: Record<string, number>;
  /** CPU ms where nearly every member has another list of scopes. */
  scattered: { row: string; size: Size; cpuMs: Spread }[];
  throughput: LoadFigures[];
  peakMb: { program: ProgramName; mb: Spread }[];
  blocking: BlockingFigures[];
  bytes: Bytes[];
  names: { members: number; byIdsMs: Spread; byCursorMs: Spread; calls: number };
  goals: Goal[];
  notes: string[];
}
