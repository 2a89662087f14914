import { beforeAll, describe, expect, it } from 'vitest';
import { managementApi } from '../drivers/running-product.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

const publicKey = {
  alg: 'EdDSA',
  crv: 'Ed25519',
  kid: 'partner',
  kty: 'OKP',
  use: 'sig',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

describe('@ory/client, jwk', () => {
  let sdk: ProjectSdk;

  beforeAll(async () => {
    sdk = sdkOf(await managementApi().createProject());
  });

  const createSet = (set: string) =>
    sdk.jwk.createJsonWebKeySet({
      set,
      createJsonWebKeySet: { alg: 'ES256', kid: 'one', use: 'sig' },
    });

  it('SDK-createJsonWebKeySet makes a set with a key', async () => {
    const created = await createSet('made');
    expect(created.status).toBe(201);
    expect(created.data.keys).toEqual([
      expect.objectContaining({ alg: 'ES256', kid: 'one', kty: 'EC', use: 'sig' }),
    ]);
  });

  it('SDK-getJsonWebKeySet reads the keys of a set', async () => {
    await createSet('read');
    const { data } = await sdk.jwk.getJsonWebKeySet({ set: 'read' });
    expect(data.keys).toHaveLength(1);
  });

  it('SDK-getJsonWebKey reads one key, as a set of one', async () => {
    await createSet('single');
    const { data } = await sdk.jwk.getJsonWebKey({ set: 'single', kid: 'one' });
    expect(data.keys?.map(({ kid }) => kid)).toEqual(['one']);
  });

  it('SDK-setJsonWebKeySet replaces a set', async () => {
    const { data } = await sdk.jwk.setJsonWebKeySet({
      set: 'replaced',
      jsonWebKeySet: { keys: [publicKey] },
    });
    expect(data.keys).toEqual([expect.objectContaining(publicKey)]);
  });

  it('SDK-setJsonWebKey puts one key', async () => {
    const { data } = await sdk.jwk.setJsonWebKey({
      set: 'put',
      kid: 'partner',
      jsonWebKey: publicKey,
    });
    expect(data).toMatchObject(publicKey);
  });

  it('SDK-deleteJsonWebKey deletes one key', async () => {
    await sdk.jwk.setJsonWebKeySet({ set: 'less', jsonWebKeySet: { keys: [publicKey] } });
    const deleted = await sdk.jwk.deleteJsonWebKey({ set: 'less', kid: 'partner' });
    expect(deleted.status).toBe(204);
    expect(await refusalOf(sdk.jwk.getJsonWebKey({ set: 'less', kid: 'partner' }))).toBe(404);
  });

  it('SDK-deleteJsonWebKeySet deletes a set', async () => {
    await createSet('gone');
    expect((await sdk.jwk.deleteJsonWebKeySet({ set: 'gone' })).status).toBe(204);
    expect(await refusalOf(sdk.jwk.getJsonWebKeySet({ set: 'gone' }))).toBe(404);
  });
});
