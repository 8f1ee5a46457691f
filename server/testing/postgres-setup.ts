import { userInfo } from 'node:os';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './throwaway-postgres.ts';

/** Adds our user's name to a URL without one, as psql does. */
function withUser(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.username === '') url.username = userInfo().username;
  return url.href;
}

async function answers(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the PostgreSQL to test with, once for all tests: the requested one, or an installed PostgreSQL that
 * runs as long as the tests. Without either, its suites are skipped with one line of notice; in continuous
 * integration that is a failure.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const { wantedDatabaseUrl, isContinuousIntegration } = project.getProvidedContext();
  const wanted = withUser(wantedDatabaseUrl);
  if (await answers(wanted)) {
    project.provide('databaseUrl', wanted);
    return undefined;
  }
  const started = await startPostgres();
  project.provide('databaseUrl', started?.url ?? null);
  if (started !== null) return () => started.stop();
  const { host } = new URL(wanted);
  const reason = `No PostgreSQL answers at ${host}, and none is installed`;
  if (isContinuousIntegration) throw new Error(`${reason}: CI does not skip its suites.`);
  process.stderr.write(`${reason}: its suites are skipped.\n`);
  return undefined;
}
