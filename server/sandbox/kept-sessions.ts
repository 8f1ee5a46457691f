import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Session } from './model.ts';

const sessionSchema = z.object({
  sessionId: z.string(),
  token: z.string(),
  memberId: z.string(),
  organizationId: z.string(),
  startedAt: z.number(),
  lastAccessedAt: z.number(),
  expiresAt: z.number(),
  factorEmail: z.string(),
  impersonator: z.string().nullable().default(null),
  totpAt: z.number().nullable(),
  customClaims: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<Session>;

function read(file: string): Session[] {
  if (!existsSync(file)) return [];
  try {
    return z.array(sessionSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Written by an older sandbox, or incomplete: people sign in again.
    return [];
  }
}

/**
 * Loads the sessions from a file and writes them back when they change, so that a restart of the sandbox
 * signs no one out. Call the returned function to write a last time and stop. Throws if the file's directory
 * cannot be made.
 */
export function keepSessions(file: string, sessions: Map<string, Session>): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  for (const session of read(file)) sessions.set(session.sessionId, session);
  let written = '';
  const write = () => {
    const text = JSON.stringify([...sessions.values()]);
    if (text === written) return;
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    written = text;
  };
  const writing = setInterval(write, 1000).unref();
  return () => {
    clearInterval(writing);
    write();
  };
}
