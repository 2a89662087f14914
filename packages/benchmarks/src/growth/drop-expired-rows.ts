import type { StoredRows } from '../stored-rows/open-stored-rows.ts';

/** What retention took away, and how long that took. */
export interface Retention {
  readonly rows: number;
  readonly partitions: number;
  readonly milliseconds: number;
  readonly megabytesBefore: number;
  readonly megabytesAfter: number;
}

/** Runs the product's own retention. */
export async function dropExpiredRows(
  { postgres, installation }: Pick<StoredRows, 'postgres' | 'installation'>,
  rows: number,
): Promise<Retention> {
  const readMegabytes = async () => {
    const [row] = await postgres.read(
      'SELECT pg_database_size(current_database())::float8 AS bytes',
    );
    return Math.round(Number(row?.['bytes']) / 2 ** 20);
  };
  const megabytesBefore = await readMegabytes();
  const begin = performance.now();
  const partitions = await installation.database.hot.partitions.dropExpired();
  const milliseconds = Math.round(performance.now() - begin);
  return { rows, partitions, milliseconds, megabytesBefore, megabytesAfter: await readMegabytes() };
}
