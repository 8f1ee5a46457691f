import {
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type QueryResult,
} from 'kysely';
import { DatabaseError, Pool, types, type PoolClient, type PoolConfig } from 'pg';
import { readAddress } from './postgres-address.ts';
import type { Purpose } from './sqlite.ts';
import { reasonOf, StoreError } from './store-error.ts';

/** Max connections per instance; further requests take turns. */
const maxConnections = 10;

/** Limits while requests wait, ms. */
const servingLimits = {
  max: maxConnections,
  connectionTimeoutMillis: 2000,
  idleTimeoutMillis: 30_000,
  // For a server that no longer sends anything.
  query_timeout: 5000,
} satisfies PoolConfig;

/** Limits that PostgreSQL enforces, ms. */
const servingSettings = {
  lock_timeout: '3000',
  statement_timeout: '4000',
  idle_in_transaction_session_timeout: '30000',
};

/** Migrations have no time limit. */
const migratingLimits = { max: 1, connectionTimeoutMillis: 5000 } satisfies PoolConfig;

/** The type id of `bigint`, which `pg` returns as text: our times and counts are far below 2^53. */
const bigint = 20;

function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === bigint ? Number : types.getTypeParser(oid, format ?? 'text');
}

/**
 * Error codes after which a connection is unusable: the server or a pooler is going down or has ended the
 * session, or the connection is read-only (25006), as on a standby after a failover
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const isOver = /^(?:08|57P|58|XX|25006|25P03)/;

/**
 * The connections of a pool. If one turns out to be unusable, all are closed: after a failover the others
 * would still lead to the old server, which may respond or hang.
 */
class Connections {
  readonly #pool: Pool;
  readonly #settings: [name: string, value: string][];
  /** For each connection whose session is set up, how often all connections had been given up before. */
  readonly #setAt = new WeakMap<PoolClient, number>();
  #givenUp = 0;

  constructor(pool: Pool, settings: Readonly<Record<string, string>>) {
    this.#pool = pool;
    this.#settings = Object.entries(settings);
  }

  async take(): Promise<PoolClient> {
    for (;;) {
      const client = await this.#pool.connect();
      const setAt = this.#setAt.get(client);
      if (setAt === this.#givenUp) return client;
      if (setAt === undefined) {
        const since = this.#givenUp;
        await this.#set(client);
        this.#setAt.set(client, since);
        return client;
      }
      client.release(true);
    }
  }

  giveUp(): void {
    this.#givenUp += 1;
  }

  /** After connecting, because poolers refuse unknown startup parameters. */
  async #set(client: PoolClient): Promise<void> {
    if (this.#settings.length === 0) return;
    const calls = this.#settings.map(
      (_, at) => `set_config($${2 * at + 1}, $${2 * at + 2}, false)`,
    );
    try {
      await client.query(`select ${calls.join(', ')}`, this.#settings.flat());
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}

/**
 * One connection while it is lent. It is closed instead of reused after any failure other than a refusal by
 * PostgreSQL itself, because work may still be running on it.
 */
class LentConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #onLoss: () => void;
  #distrust: Error | undefined;

  constructor(client: PoolClient, onLoss: () => void) {
    this.#client = client;
    this.#onLoss = onLoss;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, rowCount } = await this.#client.query(sql, [...parameters]);
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
    } catch (error) {
      // If the error did not come from the server, what the server did is unknown.
      const code = error instanceof DatabaseError ? (error.code ?? '') : '08';
      if (isOver.test(code) && this.#distrust === undefined) {
        this.#distrust = new Error('lost', { cause: error });
        this.#onLoss();
      }
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('Rows are read in pages');
  }

  release(): void {
    this.#client.release(this.#distrust);
  }
}

/** Kysely's own driver never closes a connection. */
class WaryDriver extends PostgresDriver {
  readonly #connections: Connections;

  constructor(pool: Pool, settings: Readonly<Record<string, string>>) {
    super({ pool });
    this.#connections = new Connections(pool, settings);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#connections.take();
    return new LentConnection(client, () => this.#connections.giveUp());
  }

  /** The earlier failure is the one to report; a lost connection has nothing to roll back. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch(() => {});
  }

  override releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof LentConnection) connection.release();
    return Promise.resolve();
  }
}

const poolsTransactions =
  'DATABASE_URL leads to a pooler that shares connections between transactions, where the settings of a session get lost. Set it to pool_mode = session, or connect directly.';

/** Node.js codes for a certificate that no known authority has signed, or that has expired. */
const untrusted = /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|^CERT_/;

/** Why there is no connection, with the setting to change if known. */
function unreachable(error: unknown): string {
  const reason = reasonOf(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `The certificate of the database is for another host. Connect to a host that it names, or add sslmode=no-verify to DATABASE_URL to trust any certificate. (${reason})`;
  }
  if (untrusted.test(code)) {
    return `The certificate of the database is not trusted: ${reason}. Name the file of its authority by sslrootcert in DATABASE_URL, or add sslmode=no-verify to trust any certificate.`;
  }
  if (/does not support SSL/.test(reason)) {
    return 'The database does not speak TLS, which DATABASE_URL asks for. Turn it on there, or set sslmode=disable.';
  }
  return `The database cannot be reached: ${reason}.`;
}

const backend = async (client: PoolClient): Promise<unknown> => {
  const { rows } = await client.query<{ pid: unknown }>('select pg_backend_pid() as pid');
  return rows[0]?.pid;
};

/**
 * Whether two simultaneous connections share one server session, or one of them changes its session. Either
 * means a pooler in transaction mode, whichever session it lends first.
 */
async function areShared(one: PoolClient, two: PoolClient): Promise<boolean> {
  try {
    await one.query('begin');
    const before = [await backend(one), await backend(two)];
    await one.query('commit');
    const after = [await backend(one), await backend(two)];
    return before[0] !== after[0] || before[1] !== after[1] || after[0] === after[1];
  } catch (error) {
    // A pooler in statement mode accepts no transactions; a server that goes away tells nothing.
    return error instanceof DatabaseError && error.code?.startsWith('57P') !== true;
  }
}

/** Throws StoreError if nothing responds at the URL, or if a pooler there does not keep sessions. */
export async function assertSessions(databaseUrl: string): Promise<void> {
  const { url, settings } = readAddress(databaseUrl);
  const patience = { connectionTimeoutMillis: 5000, query_timeout: 5000 };
  const pool = poolFor(url, { max: 2, ...patience });
  const connections = new Connections(pool, settings);
  const taken: PoolClient[] = [];
  try {
    const one = await connections.take().catch((error: unknown) => {
      throw new StoreError(unreachable(error), { cause: error });
    });
    taken.push(one);
    const two = await connections.take().catch(() => null);
    if (two === null) return;
    taken.push(two);
    if (await areShared(one, two)) throw new StoreError(poolsTransactions);
  } finally {
    for (const client of taken) client.release(true);
    await pool.end();
  }
}

/** The dialect for the URL; a failed connection shows in its queries. */
function poolFor(url: string, limits: PoolConfig): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'grantscope',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: parserOf },
    ...limits,
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * PostgreSQL at the URL. Connects at first use, and a connection never causes an unhandled event: the server
 * outlives its database. Throws StoreError like `readAddress`.
 */
export function postgresDialect(databaseUrl: string, purpose: Purpose): Dialect {
  const { url, settings } = readAddress(databaseUrl);
  const isMigrating = purpose === 'migrating';
  const pool = poolFor(url, isMigrating ? migratingLimits : servingLimits);
  const all = isMigrating ? settings : { ...settings, ...servingSettings };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new WaryDriver(pool, all),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
