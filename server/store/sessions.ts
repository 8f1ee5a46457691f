import { createHash } from 'node:crypto';
import { callbackify } from 'node:util';
import { Store as SessionStore, type Session, type SessionData } from 'express-session';
import type { Request } from 'express';
import { z } from 'zod';
import { idleMinutes } from '#contract/session.ts';
import type { Store } from './database.ts';
import type { Seal } from './seal.ts';

const idleMs = idleMinutes * 60_000;
/** How far the expiry must move to be worth a write. */
const touchStepMs = 60_000;

const hashOf = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex');
const contentSchema = z.looseObject({ cookie: z.looseObject({}) });

type Done<T extends unknown[] = []> = (error?: unknown, ...result: T) => void;

/** Runs asynchronous work for a callback interface. */
function settle<T>(work: Promise<T>, done: (error: unknown, result?: T) => void): void {
  callbackify(() => work)(done);
}

/**
 * Sessions in our database. Content is sealed under the hash of the session id. A session that was read is
 * only updated, never inserted again, so that a request in flight cannot undo a sign-out
 * (https://github.com/tj/connect-redis/issues/328).
 */
export class DatabaseSessionStore extends SessionStore {
  readonly #store: Store;
  readonly #seal: Seal;
  readonly #now: () => number;
  readonly #loaded = new WeakSet<object>();
  readonly #expiries = new WeakMap<object, number>();

  constructor(store: Store, seal: Seal, now: () => number) {
    super();
    this.#store = store;
    this.#seal = seal;
    this.#now = now;
  }

  override get = (sessionId: string, done: Done<[SessionData | null]>): void => {
    settle(this.#read(hashOf(sessionId)), (error, found) => done(error, found ?? null));
  };

  override createSession(request: Request, data: SessionData): Session & SessionData {
    const session = super.createSession(request, data);
    this.#loaded.add(session);
    this.#expiries.set(session, this.#expiries.get(data) ?? 0);
    return session;
  }

  override set = (sessionId: string, session: SessionData, done: Done = () => {}): void => {
    settle(this.#write(hashOf(sessionId), session), (error) => done(error));
  };

  override touch = (sessionId: string, session: SessionData, done: Done = () => {}): void => {
    const expiresAt = this.#now() + idleMs;
    if (expiresAt - (this.#expiries.get(session) ?? 0) < touchStepMs) {
      done();
      return;
    }
    const update = this.#store
      .updateTable('sessions')
      .set({ expires_at: expiresAt })
      .where('id_hash', '=', hashOf(sessionId))
      .execute();
    settle(update, (error) => done(error));
  };

  override destroy = (sessionId: string, done: Done = () => {}): void => {
    const deletion = this.#store
      .deleteFrom('sessions')
      .where('id_hash', '=', hashOf(sessionId))
      .execute();
    settle(deletion, (error) => done(error));
  };

  /** Deletes expired sessions. */
  async sweep(): Promise<void> {
    await this.#store.deleteFrom('sessions').where('expires_at', '<=', this.#now()).execute();
  }

  async #read(idHash: string): Promise<SessionData | null> {
    const row = await this.#store
      .selectFrom('sessions')
      .select(['content', 'expires_at'])
      .where('id_hash', '=', idHash)
      .executeTakeFirst();
    if (row === undefined || row.expires_at <= this.#now()) return null;
    const text = this.#seal.open(row.content, idHash);
    if (text === null) return null;
    const { cookie, ...state } = contentSchema.parse(JSON.parse(text));
    const data = { ...state, cookie: { originalMaxAge: null, ...cookie } };
    this.#expiries.set(data, row.expires_at);
    return data;
  }

  async #write(idHash: string, session: SessionData): Promise<void> {
    const row = {
      content: this.#seal.close(JSON.stringify(session), idHash),
      expires_at: this.#now() + idleMs,
    };
    if (this.#loaded.has(session)) {
      await this.#store.updateTable('sessions').set(row).where('id_hash', '=', idHash).execute();
      return;
    }
    await this.#store
      .insertInto('sessions')
      .values({ id_hash: idHash, ...row })
      .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(row))
      .execute();
    this.#loaded.add(session);
  }
}
