// The database's time, so that every node and every statement agree on what has expired. A monotonic
// counter carries it between measurements: a step of this machine's clock moves nothing.

import type { Clock } from '@gatehouse/token-engine/ports';
import type { HotConnection } from './hot/connection.ts';
import { selectNow } from './hot/statements/upkeep.ts';
import { asStoreError } from './storage-faults.ts';

export interface DatabaseClock extends Clock {
  close(): void;
}

const refreshMilliseconds = 60_000;
const samples = 3;

/** Measures the database's time, and again every minute. Throws StoreUnavailable where it does not answer. */
export async function createDatabaseClock(connection: HotConnection): Promise<DatabaseClock> {
  let offsetMilliseconds = await measureOffset(connection).catch((error: unknown) => {
    throw asStoreError(error);
  });
  const timer = setInterval(() => {
    measureOffset(connection).then(
      (offset) => {
        offsetMilliseconds = offset;
      },
      // The last measurement stays good for much longer than an outage.
      () => {},
    );
  }, refreshMilliseconds);
  timer.unref();
  const nowMilliseconds = () => Math.floor(performance.now() + offsetMilliseconds);
  return {
    nowMilliseconds,
    nowSeconds: () => Math.floor(nowMilliseconds() / 1000),
    close: () => clearInterval(timer),
  };
}

/** The answer that came fastest is off by the least: by half its round trip at most. */
async function measureOffset(connection: HotConnection): Promise<number> {
  let best = { roundTrip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let sample = 0; sample < samples; sample += 1) {
    const sent = performance.now();
    const rows = await connection.run(selectNow, []);
    const received = performance.now();
    const roundTrip = received - sent;
    const offset = Number(rows[0]?.[0]) - (sent + received) / 2;
    if (roundTrip < best.roundTrip) best = { roundTrip, offset };
  }
  return best.offset;
}
