/** Types of our tables: text ids and epoch milliseconds, the subset that SQLite and PostgreSQL share. */
export interface Schema {
  sessions: {
    /** SHA-256 of the session id, in hex: the database alone opens no session. */
    id_hash: string;
    /** Sealed content, see seal.ts. */
    content: string;
    /** Epoch ms; moved by activity. */
    expires_at: number;
  };
}
