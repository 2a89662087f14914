// F1, of everything in one process: killed, and started again on the same data folder and the PostgreSQL that
// it left running.

import {
  closeIdleConnections,
  createHome,
  ManagementApi,
  removeHome,
  StoredRows,
  startProduct,
} from '@gatehouse/protocol-tests/drivers';
import { findFreePort } from '@gatehouse/testkit/processes';
import { expect, it } from 'vitest';
import { Chance } from '../chance.ts';
import { Checker } from '../checker/checker.ts';
import { expectKept } from '../checker/violation.ts';
import { passSeconds } from '../eventually.ts';
import { countFor, type Extent } from '../extent.ts';
import { Journal } from '../journal/journal.ts';
import { Load } from '../load/load.ts';
import { tell, unlimited, verifyAudit } from '../stage.ts';

const workers = 6;

export function defineKilledProduct(extent: Extent): void {
  it('fault F1: the product in one process, killed in the middle of writes, keeps all that it acknowledged', async () => {
    const { seed } = extent;
    const chance = Chance.of(seed, 'F1 in one process');
    const home = createHome();
    const options = { home, port: await findFreePort() };
    let product = await startProduct(options);
    const journal = await Journal.create();
    try {
      const management = new ManagementApi(product.address);
      const project = await management.createProject();
      await management.patchProject(project.address.id, unlimited);
      const load = await Load.create({ project, journal, seed, name: 'f1.one', workers });
      const checker = new Checker({
        project,
        journal,
        chance: Chance.of(seed, 'checker'),
        rows: (sql, values) => readRows(home, sql, values),
        verifyAudit: () => verifyAudit(new ManagementApi(product.address)),
      });
      const kills = countFor(extent, 1 / 6, [1, 100]);
      for (let kill = 0; kill < kills; kill += 1) {
        await load.during(async () => {
          await passSeconds(chance.between(1, 3));
          await product.kill();
          product = await startProduct(options);
        });
        closeIdleConnections();
        expectKept(await checker.check());
      }
      const { served, cut } = load.counts;
      tell({ extent }, 'F1 in one process', `${kills} kills, ${served} served, ${cut} cut`);
      expect(served).toBeGreaterThan(0);
    } finally {
      await product.stop();
      removeHome(home);
      await journal.close();
    }
  });
}

async function readRows(home: string, sql: string, values: readonly unknown[] = []) {
  const rows = await StoredRows.open(home);
  try {
    return await rows.select(sql, values);
  } finally {
    await rows.close();
  }
}
