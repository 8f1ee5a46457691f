import { userInfo } from 'node:os';
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

/** Connections of one instance; more requests than that take turns. */
const mostConnections = 10;

/** Limits while requests wait for answers, ms. */
const servingLimits = {
  max: mostConnections,
  connectionTimeoutMillis: 2000,
  idleTimeoutMillis: 30_000,
  lock_timeout: 3000,
  statement_timeout: 4000,
  // For a server that says nothing at all any more.
  query_timeout: 5000,
  idle_in_transaction_session_timeout: 30_000,
} satisfies PoolConfig;

/** Making and changing tables takes as long as it takes. */
const migratingLimits = { max: 1, connectionTimeoutMillis: 5000 } satisfies PoolConfig;

/** `bigint`, of which `pg` makes text: our times and counts are far below 2^53. */
const bigint = 20;

function parserOf(oid: number, format?: 'text' | 'binary') {
  return oid === bigint ? Number : types.getTypeParser(oid, format ?? 'text');
}

/** The address with the name of our own user, if it has none, as psql has it. */
function withUser(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.username === '' && !url.searchParams.has('user')) url.username = userInfo().username;
  return url.href;
}

/**
 * One connection for as long as it is lent. If anything failed on it but what PostgreSQL itself
 * refused, it is closed and not used again: nobody knows what is still under way on it.
 */
class LentConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  #distrust: Error | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, rowCount } = await this.#client.query(sql, [...parameters]);
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
    } catch (error) {
      if (!(error instanceof DatabaseError)) this.#distrust = new Error('lost', { cause: error });
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
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new LentConnection(await this.#pool.connect());
  }

  override releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof LentConnection) connection.release();
    return Promise.resolve();
  }
}

/**
 * PostgreSQL at the address, for serving requests or for migrating. Connects when first used. What
 * is wrong with a connection shows in the queries on it, never as an unhandled event: the server
 * outlives its database.
 */
export function postgresDialect(databaseUrl: string, purpose: 'serving' | 'migrating'): Dialect {
  const pool = new Pool({
    connectionString: withUser(databaseUrl),
    application_name: 'grantscope',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: parserOf },
    ...(purpose === 'serving' ? servingLimits : migratingLimits),
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new WaryDriver(pool),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
