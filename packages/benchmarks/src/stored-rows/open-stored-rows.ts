// The product over a given number of stored rows, on a PostgreSQL of its own: nothing of the smaller table is
// pushed out of memory by the larger one, and each CPU second is the right database's.

import { type OnOpened, type OpenedProduct, openProduct } from '../installation/opened-product.ts';
import type { Subject } from '../measurement/subject.ts';
import { buildProductSubjects } from '../product/product-subjects.ts';
import { fillStoredRows } from './fill-stored-rows.ts';
import { mintStoredCodes, type StoredGrants } from './mint-stored-codes.ts';

export interface StoredRows extends OpenedProduct {
  readonly stored: StoredGrants;
}

export async function openStoredRows(rows: number, onOpened: OnOpened): Promise<StoredRows> {
  const filled: { stored?: StoredGrants } = {};
  const begin = performance.now();
  const opened = await openProduct(onOpened, async (prepared) => {
    filled.stored = { rows, numbers: await fillStoredRows(prepared, rows) };
  });
  const seconds = (performance.now() - begin) / 1000;
  console.error(`${describeRows(rows)} stored rows: filled in ${seconds.toFixed(0)} s`);
  if (filled.stored === undefined) throw new Error('The tables were not filled.');
  return { ...opened, stored: filled.stored };
}

export interface StoredSubjectsOptions {
  /** What the ids of the subjects end with, after an @. */
  readonly suffix: string;
  /** How the rows are called; by their number where nothing is said. */
  readonly title?: string;
  readonly connections: number;
  readonly tokens: number;
}

/** Introspection, refresh and client credentials over them. */
export function buildStoredSubjects(
  rows: StoredRows,
  { suffix, title, connections, tokens }: StoredSubjectsOptions,
): Subject[] {
  const subjects = buildProductSubjects({
    ...rows,
    server: rows.product,
    databasePid: rows.postgres.pid,
    connections,
    tokens,
    codesPerRound: 0,
    mint: (count) => mintStoredCodes(rows, rows.stored, count),
  });
  return subjects
    .filter(({ id }) => ['introspect', 'refresh', 'cc'].includes(id))
    .map((subject) => ({
      ...subject,
      id: `rows.${subject.id}@${suffix}`,
      title: `${subject.title}, ${title ?? describeRows(rows.stored.rows)} stored rows`,
    }));
}

/** @returns a number of rows as one says it. */
export function describeRows(rows: number): string {
  return rows >= 1_000_000 ? `${rows / 1_000_000} million` : rows.toLocaleString('en');
}
