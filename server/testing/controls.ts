import { z } from 'zod';

const callsSchema = z.array(
  z.object({
    method: z.string(),
    path: z.string(),
    headers: z.array(z.string()),
    status: z.int(),
  }),
);

/** A call that the sandbox received; only the names of its headers. */
type Call = z.output<typeof callsSchema>[number];

/** The sandbox's control surface. */
export interface Controls {
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Sets the faults; without arguments clears them. */
  faults(...faults: Record<string, unknown>[]): Promise<void>;
  /** The calls that the sandbox has answered or lost since the last look. */
  takeCalls(): Promise<Call[]>;
  /** Every session token, JWT and intermediate token that the sandbox has issued. */
  issued(): Promise<string[]>;
}

/** The control surface of the sandbox at this origin. */
export function controlsOf(origin: string): Controls {
  const control: Controls['control'] = async (method, path, body) => {
    const response = await fetch(`${origin}/__sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status}`);
    return await response.json();
  };
  return {
    control,
    async faults(...faults) {
      await control('PUT', 'faults', faults);
    },
    async takeCalls() {
      const calls = callsSchema.parse(await control('GET', 'calls'));
      await control('DELETE', 'calls');
      return calls;
    },
    issued: async () => z.array(z.string()).parse(await control('GET', 'issued')),
  };
}
