// `npm run bench`: the product's endpoints beside oidc-provider and bare node:http, in interleaved rounds.

import { buildBareSubjects } from './bare/bare-subjects.ts';
import { openMeasuredInstallation } from './installation/measured-installation.ts';
import { runRounds } from './measurement/run-rounds.ts';
import type { Subject } from './measurement/subject.ts';
import { readOptions } from './options.ts';
import { buildPeerSubjects } from './peer/peer-subjects.ts';
import { buildDisturbedSubjects } from './product/disturbed-subjects.ts';
import { buildProductSubjects } from './product/product-subjects.ts';
import { buildTables } from './report/build-tables.ts';
import { describeMachine } from './report/describe-machine.ts';
import { writeResults } from './report/write-results.ts';
import { computeRow } from './rows/compute-row.ts';
import { rowTable } from './rows/row-table.ts';

const options = readOptions();
const connections = 48;
const closing: (() => Promise<void> | void)[] = [];

async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) await close();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closeAll().finally(() => process.exit(1)));
}

try {
  const size = { grants: options.grants, denylisted: Math.ceil(options.grants / 10) };
  const measured = await openMeasuredInstallation(size, (close) => closing.push(close));
  const seconds = (options.milliseconds + options.warmUpMilliseconds) / 1000;
  const load = { connections, tokens: options.isQuick ? 100 : 4_000 };
  const ours = buildProductSubjects({
    ...measured,
    ...load,
    server: measured.product,
    codesPerRound: Math.ceil(9_000 * seconds),
  });
  const cc = ours.find(({ id }) => id === 'cc');
  const disturbed =
    cc === undefined ? [] : buildDisturbedSubjects({ ...measured, cc, length: options });
  const peers = buildPeerSubjects({
    ...measured,
    ...load,
    codesPerRound: Math.ceil(2_000 * seconds),
  });
  const isWanted = ({ id }: Pick<Subject, 'id'>) =>
    options.only.length === 0 || options.only.includes(id);
  const floors = await buildBareSubjects(measured.bare, ours, isWanted);
  const subjects = [...floors, ...ours, ...disturbed, ...peers].filter(isWanted);
  const samples = await runRounds(subjects, { ...options, databasePid: measured.postgres.pid });
  const rows = rowTable.flatMap((row) => computeRow(row, samples) ?? []);
  const machine = describeMachine(measured.postgres.version);
  const tables = buildTables({ subjects, samples, rows, machine, options });
  console.log(tables);
  if (!options.isQuick && options.only.length === 0) {
    await writeResults({ samples, rows, machine, tables });
  }
} finally {
  await closeAll();
}
