import * as z from 'zod/mini';
import { diagnosisSchema, type Diagnosis } from '#contract/diagnosis.ts';
import { readTruth } from './grants.ts';
import { appId } from './organizations.ts';
import { startStack, type Stack } from './start.ts';
import { viewsOf } from './views.ts';
import type { Answer, Visitor } from './visitor.ts';

/** Apps; the last one does not exist. */
export const [notes, robot, unrecorded, absent] = [appId(1), appId(2), appId(3), appId(9)] as const;
/** Recording runs in the background and may pause for a while. */
export const soon = { timeout: 60_000, interval: 100 };

const slug = 'acme-robotics';

interface Person {
  memberId: string;
  email: string;
}

/** A stack with people who have no custom roles, and helpers to diagnose them. */
export interface DiagnosisDesk {
  stack: Stack;
  amara: Visitor;
  jane: Person;
  joe: Person;
  /** Connects nothing that is recorded. */
  sue: Person;
  /** Replaces the organization's grants: app → member → scopes. */
  put(grants: Record<string, Record<string, string[]>>): Promise<void>;
  ask(member: string, app: string, visitor?: Visitor): Promise<Answer>;
  /** The parsed response. Throws unless it is 200. */
  diagnose(member: string, app: string, visitor?: Visitor): Promise<Diagnosis>;
  /** Reads and records everything, after every cache has expired. */
  readLater(): Promise<void>;
  /** Jane uses Notes, everyone is active, and nothing fails. */
  reset(): Promise<void>;
}

/** The state of each check. */
export function statesOf({ checks }: Diagnosis): Record<string, string> {
  return Object.fromEntries(Object.entries(checks).map(([name, { state }]) => [name, state]));
}

/** Whether Grantscope remembers the grant, or its end. */
export function rememberedAs({ checks: { history } }: Diagnosis): 'never' | 'there' | 'gone' {
  const seen = history.evidence?.seen ?? null;
  if (seen === null) return 'never';
  return seen.goneSince === null ? 'there' : 'gone';
}

/** Close it by closing its stack. */
export async function openDiagnosisDesk(): Promise<DiagnosisDesk> {
  const stack = await startStack({ env: { REQUESTS_PER_MINUTE: '100000' } });
  const amara = await stack.signIn('amara.okafor@acme-robotics.example');
  const { members } = await readTruth(stack, slug);
  // Accounts, which have roles, come first.
  const [jane, joe, sue] = members.filter(({ status }) => status === 'active').slice(-3);
  if (jane === undefined || joe === undefined || sue === undefined) throw new Error('too few');

  const put: DiagnosisDesk['put'] = async (grants) => {
    const apps = Object.entries(grants).map(([clientId, holders]) => ({
      clientId,
      name: clientId === notes ? 'Notes' : 'Robot',
      holders: Object.entries(holders).map(([memberId, scopes]) => ({ memberId, scopes })),
    }));
    await stack.control('PUT', `grants/${slug}`, { apps });
  };
  const ask: DiagnosisDesk['ask'] = (member, app, visitor = amara) =>
    visitor.post('/api/diagnosis', { member, app });

  return {
    stack,
    amara,
    jane,
    joe,
    sue,
    put,
    ask,
    async diagnose(member, app, visitor) {
      const { status, text } = await ask(member, app, visitor);
      if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`);
      return z.parse(diagnosisSchema, JSON.parse(text));
    },
    async readLater() {
      stack.clock.offset += 61_000;
      await viewsOf(amara).grants();
    },
    async reset() {
      await stack.faults();
      for (const { email } of [jane, joe, sue]) {
        await stack.control('POST', 'member', { email, status: 'active', roles: [], lock: null });
      }
      await put({ [notes]: { [jane.memberId]: ['openid', 'documents:read'] } });
    },
  };
}
