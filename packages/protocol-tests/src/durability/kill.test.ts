// The start after a kill, on the same data folder. What was acknowledged before is there: packages/fault-tests
// kills the product in the middle of writes.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeIdleConnections } from '../drivers/http-exchange.ts';
import { ManagementApi } from '../drivers/management-api.ts';
import {
  createHome,
  findFreePort,
  type Product,
  removeHome,
  startProduct,
} from '../drivers/product.ts';
import type { ProjectApi } from '../drivers/project-api.ts';

describe('kill -9', { timeout: 120_000 }, () => {
  let home: string;
  let product: Product;
  let project: ProjectApi;

  beforeAll(async () => {
    home = createHome();
    const options = { home, port: await findFreePort() };
    product = await startProduct(options);
    project = await new ManagementApi(product.address).createProject();
    await product.kill();
    closeIdleConnections();
    product = await startProduct(options);
  });

  afterAll(async () => {
    await product.stop();
    removeHome(home);
  });

  it('the start after a kill renews the key of the local start and keeps the project keys', async () => {
    const renewed = new ManagementApi(product.address);
    expect((await renewed.call('/projects')).status).toBe(200);
    expect((await project.admin('/clients')).status).toBe(200);
    expect((await project.get('/.well-known/jwks.json')).json()['keys']).not.toEqual([]);
  });

  it('of two starts on one data folder the second says so and ends', async () => {
    const second = startProduct({ home, port: await findFreePort() });
    await expect(second).rejects.toThrow(/already runs/);
    expect((await project.admin('/clients')).status).toBe(200);
  });
});
