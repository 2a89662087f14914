import { expect, it } from 'vitest';
import { managementApi } from '../drivers/running-product.ts';
import { sdkOf } from './sdk.ts';

it('SDK-discoverJsonWebKeys reads the public keys of a project, with the fields that the decoder requires', async () => {
  const { data } = await sdkOf(
    await managementApi().createProject(),
  ).wellknown.discoverJsonWebKeys();
  expect(data.keys?.length).toBeGreaterThan(0);
  for (const key of data.keys ?? []) {
    expect(key).toMatchObject({
      alg: expect.any(String),
      kid: expect.any(String),
      kty: expect.any(String),
      use: 'sig',
    });
  }
});
