// oidc-provider in a process of its own, as its documentation starts it. It mints codes when its parent asks.

import { Provider } from 'oidc-provider';
import { redirectUri, webScope } from '../product/measured-values.ts';
import { clientMetadata, configureForMemory, configureForPostgres } from './peer-configuration.ts';
import {
  type PeerPlan,
  type PeerReply,
  type PeerRequest,
  peerAccountId,
  peerClient,
} from './peer-plan.ts';
import { openPeerStore } from './postgres-adapter.ts';

const together = 64;

async function openPostgres(url: string, fillerRows: number) {
  const store = await openPeerStore(url);
  await new store.adapter('Client').upsert(peerClient.clientId, clientMetadata, 2 ** 31);
  const claims = { email: 'ann@example.com', email_verified: true, name: 'Ann Example' };
  await store.run('INSERT INTO accounts VALUES ($1, $2)', [peerAccountId, claims]);
  await store.run(
    `INSERT INTO models (model, id, payload, grant_id, expires_at)
      SELECT 'AccessToken', encode(sha256(i::text::bytea), 'base64'),
        jsonb_build_object('iat', 1, 'exp', 2, 'accountId', 'x', 'scope', $1::text, 'grantId', gen_random_uuid(),
          'clientId', 'x', 'kind', 'AccessToken', 'jti', encode(sha256(i::text::bytea), 'base64')),
        gen_random_uuid(), now() + interval '1 hour'
      FROM generate_series(1, $2::int) i`,
    [webScope, fillerRows],
  );
  await store.run('ANALYZE models');
  return configureForPostgres(store);
}

async function mintCode(provider: Provider): Promise<string> {
  const client = await provider.Client.find(peerClient.clientId);
  if (client === undefined) throw new Error('The client is missing.');
  const grant = new provider.Grant({
    accountId: peerAccountId,
    clientId: peerClient.clientId,
  });
  grant.addOIDCScope(webScope);
  const code = new provider.AuthorizationCode({
    accountId: peerAccountId,
    acr: '0',
    authTime: Math.floor(Date.now() / 1000),
    client,
    grantId: await grant.save(),
    gty: 'authorization_code',
    redirectUri,
    scope: webScope,
  });
  return code.save();
}

async function mintCodes(provider: Provider, count: number): Promise<string[]> {
  const codes: string[] = [];
  while (codes.length < count) {
    const missing = Math.min(together, count - codes.length);
    const minted = Array.from({ length: missing }, () => mintCode(provider));
    codes.push(...(await Promise.all(minted)));
  }
  return codes;
}

process.once('message', async ({ port, storage, fillerRows }: PeerPlan) => {
  const configuration =
    storage.kind === 'memory' ? configureForMemory() : await openPostgres(storage.url, fillerRows);
  const provider = new Provider(`http://127.0.0.1:${port}`, configuration);
  provider.listen(port, '127.0.0.1', () => process.send?.(port));
  process.on('message', async (request: PeerRequest) => {
    const reply: PeerReply = { codes: await mintCodes(provider, request.mintCodes) };
    process.send?.(reply);
  });
});
process.once('disconnect', () => process.exit());
