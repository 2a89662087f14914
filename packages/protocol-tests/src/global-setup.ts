// Starts one product for the whole run. The tests reach it by what is provided here, and by nothing else.

import { readFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import {
  createHome,
  findFreePort,
  type ProductAddress,
  removeHome,
  startProduct,
} from './drivers/product.ts';

import { findSecretShapes } from './drivers/secret-shapes.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    product: ProductAddress & {
      readonly home: string;
      readonly logFile: string;
      /** Makes its opener the owner of the local workspace, once. */
      readonly claimLink: string;
    };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = createHome();
  // The log says as much as it can: a test looks for secrets in it.
  const environment = { LOG_LEVEL: 'debug' };
  const product = await startProduct({ home, port: await findFreePort(), environment });
  const claimLink = readClaimLink(product.logFile);
  project.provide('product', { ...product.address, home, logFile: product.logFile, claimLink });
  return async () => {
    const exitCode = await product.stop();
    if (exitCode !== 0) {
      throw new Error(
        `Gatehouse ended with ${exitCode} after SIGTERM; its output is in ${product.logFile}`,
      );
    }
    // Printed for whoever started it, and nowhere else.
    const log = readFileSync(product.logFile, 'utf8').replace(claimLink, '');
    const leaked = findSecretShapes(log);
    if (leaked.length > 0) {
      throw new Error(`${leaked.length} secrets stand in ${product.logFile} after this run`);
    }
    removeHome(home);
  };
}

function readClaimLink(logFile: string): string {
  const [link] = /http:\S+\/join\?invitation=\S+/.exec(readFileSync(logFile, 'utf8')) ?? [];
  if (link === undefined) throw new Error(`The start printed no claim link to ${logFile}.`);
  return link;
}
