// The product that the run started, with a driver for each of its planes.

import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { ManagementApi } from './management-api.ts';

/** The running product: address, data folder and log. */
export function runningProduct() {
  return inject('product');
}

/** The log so far, without the one link that the start prints for whoever started it. */
export function readLog(): string {
  const { logFile, claimLink } = runningProduct();
  return readFileSync(logFile, 'utf8').replace(claimLink, '');
}

/** The management API, with the workspace key that the start left for the CLI. */
export function managementApi(): ManagementApi {
  return new ManagementApi(runningProduct());
}
