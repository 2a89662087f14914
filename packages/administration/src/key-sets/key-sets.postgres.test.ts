import type { ProjectScope } from '@gatehouse/database';
import { createSigner, generateSigningKey, keyAlgorithms } from '@gatehouse/keys';
import { accessTokenKeySet, issuerKeySet, signingAlgorithms } from '@gatehouse/protocol';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { createProject } from '../projects/create-project.ts';
import { createKey } from './create-key.ts';
import { deleteKey, deleteKeySet } from './delete-keys.ts';
import { getKey, getKeySet } from './read-keys.ts';
import { setKey, setKeySet } from './set-keys.ts';

const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();

async function newProject(): Promise<ProjectScope> {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  return { projectId, workspaceId };
}

const scope = await newProject();
const rows = (setId: string, where = scope) =>
  tenants.store.withProject(where, (tx) => tx.signingKeys.list(setId));

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AdministrationError) return error.kind;
  if (error === undefined) return 'accepted';
  throw error;
}

afterAll(() => tenants.stop());

test('a new project signs and publishes with a key of every algorithm', async () => {
  const signer = createSigner(tenants.keyring, scope.projectId, await rows(issuerKeySet));
  expect(
    signer
      .publicKeys()
      .map((key) => key.alg)
      .toSorted(),
  ).toEqual([...signingAlgorithms].toSorted());
  for (const algorithm of signingAlgorithms) {
    const jwt = await signer.sign({ sub: 'ann' }, { type: 'JWT', algorithm });
    expect(await signer.verify(jwt, 'JWT')).toEqual({ sub: 'ann' });
  }
});

test.each(keyAlgorithms)(
  'a %s key of a set of its own is made, sealed, and shown with its private half',
  async (alg) => {
    const setId = `set-${alg}`;
    const created = await createKey(tenants, {
      scope,
      by,
      setId,
      input: { alg, kid: '', use: 'sig' },
    });
    expect(created.keys[0]).toMatchObject({ alg, use: 'sig', d: expect.any(String) });
    expect(await getKeySet(tenants, { scope, setId })).toEqual(created);
    const [row] = await rows(setId);
    const { d } = { d: '', ...created.keys[0] };
    expect(JSON.stringify(row?.publicJwk)).not.toContain(d);
    expect(Buffer.from(row?.privateSealed ?? []).includes(d)).toBe(false);
  },
);

test('keys are read, imported and deleted one by one and as a set', async () => {
  const setId = 'imported';
  const first = await generateSigningKey('ES256', { kid: 'first' });
  const second = await generateSigningKey('EdDSA', { kid: 'second', use: 'enc' });
  const input = { keys: [first.privateJwk, second.publicJwk] };
  expect((await setKeySet(tenants, { scope, by, setId, input })).keys).toEqual(input.keys);
  expect((await getKey(tenants, { scope, setId, kid: 'second' })).keys).toEqual([second.publicJwk]);
  const third = await generateSigningKey('ES512', { kid: 'second' });
  await setKey(tenants, { scope, by, setId, kid: 'second', input: third.privateJwk });
  expect((await getKey(tenants, { scope, setId, kid: 'second' })).keys).toEqual([third.privateJwk]);
  await deleteKey(tenants, { scope, by, setId, kid: 'first' });
  expect((await getKeySet(tenants, { scope, setId })).keys).toHaveLength(1);
  await deleteKeySet(tenants, { scope, by, setId });
  expect(await kindOf(getKeySet(tenants, { scope, setId }))).toBe('not_found');
  expect(await kindOf(deleteKeySet(tenants, { scope, by, setId }))).toBe('not_found');
  expect(await kindOf(deleteKey(tenants, { scope, by, setId, kid: 'first' }))).toBe('not_found');
});

test('bad keys are refused and leave the set as it was', async () => {
  const setId = 'careful';
  const good = (await generateSigningKey('ES256', { kid: 'good' })).privateJwk;
  const other = (await generateSigningKey('ES256', { kid: 'other' })).privateJwk;
  await setKeySet(tenants, { scope, by, setId, input: { keys: [good] } });
  for (const input of [
    undefined,
    {},
    { keys: [] },
    { keys: [good, good] },
    { keys: [good, { ...other, d: good.d }] },
    { keys: [good, { kty: 'oct', k: 'c2VjcmV0', alg: 'HS256', kid: 'h' }] },
  ]) {
    expect(await kindOf(setKeySet(tenants, { scope, by, setId, input }))).toBe('invalid');
  }
  const mismatch = setKey(tenants, { scope, by, setId, kid: 'good', input: other });
  expect(await kindOf(mismatch)).toBe('invalid');
  for (const input of [
    {},
    { alg: 'HS256' },
    { alg: 'ES256', use: 'wrap' },
    { alg: 'ES256', kid: '/' },
  ]) {
    expect(await kindOf(createKey(tenants, { scope, by, setId, input }))).toBe('invalid');
  }
  const taken = createKey(tenants, { scope, by, setId, input: { alg: 'ES256', kid: 'good' } });
  expect(await kindOf(taken)).toBe('conflict');
  expect((await getKeySet(tenants, { scope, setId })).keys).toEqual([good]);
});

test('no call returns the private half of a key that signs tokens', async () => {
  const project = await newProject();
  const created = await createKey(tenants, {
    scope: project,
    by,
    setId: issuerKeySet,
    input: { alg: 'RS256', kid: '', use: 'sig' },
  });
  const [active] = await rows(issuerKeySet, project);
  for (const setId of [issuerKeySet, accessTokenKeySet]) {
    const kid = active?.kid ?? '';
    const documents = [
      created,
      await getKeySet(tenants, { scope: project, setId }),
      await getKey(tenants, { scope: project, setId, kid }),
    ];
    for (const { keys } of documents) {
      for (const key of keys) {
        for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi'])
          expect(key).not.toHaveProperty(member);
      }
    }
    expect(documents[1]?.keys).toHaveLength(5);
  }
});

test('making a key in the issuer set publishes the next one beside the active one, once', async () => {
  const project = await newProject();
  const request = { scope: project, by, setId: accessTokenKeySet, input: { alg: 'ES256' } };
  await createKey(tenants, request);
  const states = (await rows(issuerKeySet, project))
    .filter((row) => row.alg === 'ES256')
    .map((row) => row.state);
  expect(states.toSorted()).toEqual(['active', 'published']);
  expect(await kindOf(createKey(tenants, request))).toBe('conflict');
  for (const input of [{ alg: 'RS512' }, { alg: 'ES256', use: 'enc' }]) {
    expect(await kindOf(createKey(tenants, { ...request, input }))).toBe('invalid');
  }
});

test('issuer keys are not set, and the last one that can sign is not deleted', async () => {
  const project = await newProject();
  const [active] = await rows(issuerKeySet, project);
  const kid = active?.kid ?? '';
  const key = (await generateSigningKey('RS256', { kid })).privateJwk;
  const at = { scope: project, by, setId: issuerKeySet };
  expect(await kindOf(setKeySet(tenants, { ...at, input: { keys: [key] } }))).toBe('forbidden');
  expect(await kindOf(setKey(tenants, { ...at, kid, input: key }))).toBe('forbidden');
  expect(await kindOf(deleteKeySet(tenants, at))).toBe('forbidden');
  expect(await kindOf(deleteKey(tenants, { ...at, kid }))).toBe('forbidden');
  expect((await rows(issuerKeySet, project)).map((row) => row.kid)).toContain(kid);
  await tenants.store.withProject(project, (tx) =>
    tx.signingKeys.setState({ setId: issuerKeySet, kid }, { state: 'retired' }),
  );
  await deleteKey(tenants, { ...at, kid });
  expect((await rows(issuerKeySet, project)).map((row) => row.kid)).not.toContain(kid);
});

test('a leaked key that signs is deleted at once, and the next one of its algorithm signs instead', async () => {
  const project = await newProject();
  const at = { scope: project, by, setId: issuerKeySet };
  const ofAlgorithm = async () =>
    (await rows(issuerKeySet, project)).filter((row) => row.alg === 'ES256');
  const [leaked] = await ofAlgorithm();
  const kid = leaked?.kid ?? '';
  await createKey(tenants, { ...at, input: { alg: 'ES256' } });
  const next = (await ofAlgorithm()).find((row) => row.kid !== kid);
  await deleteKey(tenants, { ...at, kid });
  expect(await ofAlgorithm()).toMatchObject([{ kid: next?.kid, state: 'active' }]);
  expect(await kindOf(deleteKey(tenants, { ...at, kid: next?.kid ?? '' }))).toBe('forbidden');
});

test('attack 69: each project has keys of its own, and none of another', async () => {
  const other = await newProject();
  const ours = (await rows(issuerKeySet)).map((row) => row.kid);
  const theirs = (await rows(issuerKeySet, other)).map((row) => row.kid);
  expect(new Set([...ours, ...theirs]).size).toBe(ours.length + theirs.length);
  const setId = 'private-set';
  await createKey(tenants, { scope: other, by, setId, input: { alg: 'ES256', kid: 'k' } });
  expect(await kindOf(getKeySet(tenants, { scope, setId }))).toBe('not_found');
  expect(await kindOf(deleteKey(tenants, { scope, by, setId, kid: 'k' }))).toBe('not_found');
});

test('attack 119: a sealed private key that is copied to another project does not open there', async () => {
  const other = await newProject();
  const setId = 'stolen';
  await createKey(tenants, { scope, by, setId, input: { alg: 'ES256', kid: 'k' } });
  const [row] = await rows(setId);
  if (row === undefined) throw new Error('The key was just made.');
  await tenants.store.withProject(other, (tx) => tx.signingKeys.insert(row));
  await expect(getKeySet(tenants, { scope: other, setId })).rejects.toThrow('does not open');
});
