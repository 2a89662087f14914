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
    product: ProductAddress & { readonly home: string; readonly logFile: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = createHome();
  // The log says as much as it can: a test looks for secrets in it.
  const environment = { LOG_LEVEL: 'debug' };
  const product = await startProduct({ home, port: await findFreePort(), environment });
  project.provide('product', { ...product.address, home, logFile: product.logFile });
  return async () => {
    const exitCode = await product.stop();
    if (exitCode !== 0) {
      throw new Error(
        `Gatehouse ended with ${exitCode} after SIGTERM; its output is in ${product.logFile}`,
      );
    }
    const leaked = findSecretShapes(readFileSync(product.logFile, 'utf8'));
    if (leaked.length > 0) {
      throw new Error(`${leaked.length} secrets stand in ${product.logFile} after this run`);
    }
    removeHome(home);
  };
}
