// Our adapter of oidc-provider for PostgreSQL: one table, named prepared statements, a pool of ten. As plain and
// as quick as its interface allows.

import type { Adapter, AdapterPayload } from 'oidc-provider';
import { Pool } from 'pg';

const schema = `
  CREATE TABLE IF NOT EXISTS models (
    model text NOT NULL,
    id text NOT NULL,
    payload jsonb NOT NULL,
    grant_id text,
    uid text,
    user_code text,
    consumed_at timestamptz,
    expires_at timestamptz,
    PRIMARY KEY (model, id)
  );
  CREATE INDEX IF NOT EXISTS models_grant_idx ON models (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS models_uid_idx ON models (uid) WHERE uid IS NOT NULL;
  CREATE TABLE IF NOT EXISTS accounts (id text PRIMARY KEY, claims jsonb NOT NULL)`;

interface Row {
  readonly payload: AdapterPayload;
  readonly consumed: number | null;
}

export interface PeerStore {
  /** The class that oidc-provider is configured with. */
  readonly adapter: new (
    model: string,
  ) => Adapter;
  loadClaims(accountId: string): Promise<Record<string, unknown> | undefined>;
  run(text: string, values?: readonly unknown[]): Promise<void>;
}

export async function openPeerStore(url: string): Promise<PeerStore> {
  const pool = new Pool({ connectionString: url, max: 10 });
  await pool.query(schema);
  const columns = 'payload, extract(epoch FROM consumed_at)::float8 AS consumed';

  async function find(name: string, text: string, values: string[]) {
    const { rows } = await pool.query<Row>({ name, text, values });
    const [row] = rows;
    if (row === undefined) return undefined;
    return row.consumed === null ? row.payload : { ...row.payload, consumed: row.consumed };
  }

  class PostgresAdapter implements Adapter {
    readonly #model: string;

    constructor(model: string) {
      this.#model = model;
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      const { grantId, uid, userCode } = payload;
      await pool.query({
        name: 'upsert',
        text: `INSERT INTO models (model, id, payload, grant_id, uid, user_code, expires_at)
          VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second')
          ON CONFLICT (model, id) DO UPDATE SET payload = $3, grant_id = $4, uid = $5, user_code = $6,
            expires_at = now() + $7 * interval '1 second'`,
        values: [this.#model, id, payload, grantId, uid, userCode, expiresIn],
      });
    }

    find(id: string) {
      const text = `SELECT ${columns} FROM models WHERE model = $1 AND id = $2`;
      return find('find', text, [this.#model, id]);
    }

    findByUid(uid: string) {
      const text = `SELECT ${columns} FROM models WHERE model = $1 AND uid = $2`;
      return find('find-by-uid', text, [this.#model, uid]);
    }

    findByUserCode(userCode: string) {
      const text = `SELECT ${columns} FROM models WHERE model = $1 AND user_code = $2`;
      return find('find-by-user-code', text, [this.#model, userCode]);
    }

    async consume(id: string): Promise<void> {
      const text = 'UPDATE models SET consumed_at = now() WHERE model = $1 AND id = $2';
      await pool.query({ name: 'consume', text, values: [this.#model, id] });
    }

    async destroy(id: string): Promise<void> {
      const text = 'DELETE FROM models WHERE model = $1 AND id = $2';
      await pool.query({ name: 'destroy', text, values: [this.#model, id] });
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      const text = 'DELETE FROM models WHERE grant_id = $1';
      await pool.query({ name: 'revoke', text, values: [grantId] });
    }
  }

  return {
    adapter: PostgresAdapter,
    async loadClaims(accountId) {
      const { rows } = await pool.query<{ claims: Record<string, unknown> }>({
        name: 'account',
        text: 'SELECT claims FROM accounts WHERE id = $1',
        values: [accountId],
      });
      return rows[0]?.claims;
    },
    async run(text, values = []) {
      await pool.query(text, [...values]);
    },
  };
}
