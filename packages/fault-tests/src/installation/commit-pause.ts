// Stops transactions that write refresh tokens when all their statements are done, and their commit is not.

import type { Client } from 'pg';
import { eventually } from '../eventually.ts';
import type { FaultPostgres } from './fault-postgres.ts';

/** Of the advisory lock. */
const key = 4711;

const install = `
  CREATE FUNCTION hot.pause_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${key}); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER pause_commit AFTER INSERT ON hot.refresh_tokens DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hot.pause_commit()`;
const remove = 'DROP FUNCTION IF EXISTS hot.pause_commit CASCADE';

export class CommitPause {
  readonly #postgres: FaultPostgres;
  #holder: Client | undefined;

  private constructor(postgres: FaultPostgres) {
    this.#postgres = postgres;
  }

  /** From now on the commits wait. Ends with `release`, with `remove`, and with the server. */
  static async hold(postgres: FaultPostgres): Promise<CommitPause> {
    const pause = new CommitPause(postgres);
    await postgres.rows(remove);
    await postgres.rows(install);
    pause.#holder = await postgres.connect();
    await pause.#holder.query(`SELECT pg_advisory_lock(${key})`);
    return pause;
  }

  /** Resolves when a transaction is about to commit, and waits. */
  async untilReached(): Promise<void> {
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event = 'advisory' AND usename = 'gatehouse_hot'`;
    await eventually(
      'a commit waits',
      async () => (await this.#postgres.rows(waiting)).length > 0,
      4,
    );
  }

  async release(): Promise<void> {
    await this.#holder?.end().catch(() => {});
    this.#holder = undefined;
  }

  async remove(): Promise<void> {
    await this.release();
    await this.#postgres.rows(remove);
  }
}
