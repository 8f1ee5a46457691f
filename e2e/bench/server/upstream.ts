import { z } from 'zod';
import { builtFile, startProgram, type Program } from './programs.ts';

const stateSchema = z.object({
  apps: z.int(),
  searches: z.int(),
  sessions: z.int(),
  revision: z.int(),
});

/** The stand-in for Stytch. */
export interface Upstream extends Program {
  /** Changes how it answers; gives how often it was asked so far. */
  set: (settings: {
    changing?: boolean;
    searchLatencyMs?: number;
  }) => Promise<z.output<typeof stateSchema>>;
}

/** Starts it. */
export async function startUpstream(): Promise<Upstream> {
  const program = await startProgram('the upstream', [builtFile('upstream')], () => ({
    NODE_ENV: 'production',
  }));
  return {
    ...program,
    async set(settings) {
      const response = await fetch(`http://127.0.0.1:${program.port}/__bench`, {
        method: 'POST',
        body: JSON.stringify(settings),
      });
      return stateSchema.parse(await response.json());
    },
  };
}
