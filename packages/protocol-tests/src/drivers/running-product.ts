// The product that the run started, with a driver for each of its planes.

import { inject } from 'vitest';
import { ManagementApi } from './management-api.ts';

/** The running product: address, data folder and log. */
export function runningProduct() {
  return inject('product');
}

/** The management API, with the workspace key that the start left for the CLI. */
export function managementApi(): ManagementApi {
  return new ManagementApi(runningProduct());
}
