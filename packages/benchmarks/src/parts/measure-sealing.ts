// `--sealing`: what sealing and opening an access token costs, in the variants that would do.

import { randomBytes } from 'node:crypto';
import { median } from '../measurement/median.ts';
import { compareRounds, timeOperations } from '../measurement/time-operations.ts';
import type { Options } from '../options.ts';
import { buildTable } from '../report/build-tables.ts';
import { describeMachine } from '../report/describe-machine.ts';
import { writeJson } from '../report/write-results.ts';
import { round } from '../rows/compute-row.ts';
import type { SealingVariant } from '../sealing/sealing-variant.ts';
import { buildSealingVariants } from '../sealing/sealing-variants.ts';

/** About as long as the claims of a token with a grant. */
const plaintextLength = 300;

/** @returns true; throws where a variant opens what was changed. */
export async function measureSealing({ rounds, milliseconds, isQuick }: Options): Promise<boolean> {
  const variants = await buildSealingVariants();
  const plaintext = randomBytes(plaintextLength);
  const operations = [];
  const values = new Map<string, string>();
  for (const variant of variants) {
    const { id, seal, open } = variant;
    const value = await seal(plaintext);
    values.set(id, value);
    await checkSealing(variant, value);
    operations.push({ id: `${id}.seal`, run: () => seal(plaintext) });
    operations.push({ id: `${id}.open`, run: () => open(value) });
  }
  const micros = await timeOperations(operations, { rounds, milliseconds: milliseconds / 4 });
  const read = (id: string) => micros.get(id) ?? [];
  const results = variants.map(({ id, title, messagesPerKey }) => ({
    id,
    title,
    messagesPerKey,
    sealMicros: round(median(read(`${id}.seal`)), 2),
    openMicros: round(median(read(`${id}.open`)), 2),
    sealRatio: round(compareRounds(read(`${id}.seal`), read('product.seal')), 2),
    openRatio: round(compareRounds(read(`${id}.open`), read('product.open')), 2),
    characters: values.get(id)?.length ?? 0,
  }));
  console.log(
    buildTable(
      ['', 'seal us', 'of ours', 'open us', 'of ours', 'characters', 'messages per key'],
      results.map((each) => [
        each.title,
        each.sealMicros.toFixed(1),
        each.sealRatio.toFixed(2),
        each.openMicros.toFixed(1),
        each.openRatio.toFixed(2),
        String(each.characters),
        each.messagesPerKey,
      ]),
    ),
  );
  if (!isQuick) {
    const machine = describeMachine('');
    await writeJson('sealing.json', { ...machine, rounds, plaintextLength, variants: results });
  }
  return true;
}

async function checkSealing({ title, open }: SealingVariant, value: string): Promise<void> {
  if ((await open(value)) === undefined) throw new Error(`${title} does not open its own.`);
  const middle = Math.floor(value.length / 2);
  const changed = value[middle] === 'A' ? 'B' : 'A';
  const forged = value.slice(0, middle) + changed + value.slice(middle + 1);
  const opened = await Promise.resolve()
    .then(() => open(forged))
    .catch(() => undefined);
  if (opened !== undefined) throw new Error(`${title} opens what was changed.`);
}
