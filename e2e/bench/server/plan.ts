import type { ProgramName } from './contestants.ts';

/** How much of everything a run does. */
export interface Plan {
  /** For each row and size. */
  warmUpMs: number;
  rounds: number;
  /** How long one sample of a row should take. */
  sampleMs: number;
  /** Requests of a sample at least: a long lookup takes longer than a sample should. */
  atLeast: number;
  loadRounds: number;
  loadSeconds: number;
  /** Of what starts every program anew. */
  freshRounds: number;
  probeMs: number;
  peakLookups: number;
  programs: readonly ProgramName[];
  /** Beside which programs others are made to wait. */
  probed: readonly ProgramName[];
}

/** Two and a half minutes. */
export const shortPlan: Plan = {
  warmUpMs: 400,
  rounds: 3,
  sampleMs: 250,
  atLeast: 2,
  loadRounds: 1,
  loadSeconds: 1,
  freshRounds: 1,
  probeMs: 1200,
  peakLookups: 4,
  programs: ['ours', 'stytch', 'proxy', 'fastify', 'raw', 'direct'],
  probed: ['ours', 'stytch'],
};

/** Half an hour at most. */
export const fullPlan: Plan = {
  warmUpMs: 2000,
  rounds: 7,
  sampleMs: 1500,
  atLeast: 8,
  loadRounds: 3,
  loadSeconds: 4,
  freshRounds: 3,
  probeMs: 5000,
  peakLookups: 15,
  programs: ['ours', 'stytch', 'stytch-compressed', 'proxy', 'fastify', 'raw', 'direct'],
  probed: ['ours', 'stytch', 'fastify'],
};
