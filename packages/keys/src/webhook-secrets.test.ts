import { parseProjectId } from '@gatehouse/protocol';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';
import {
  generateWebhookSecret,
  openWebhookSecret,
  sealWebhookSecret,
  signWebhook,
  type WebhookSecretPlace,
} from './webhook-secrets.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));
const body = '{"type":"client.created"}';

function newPlace(): WebhookSecretPlace {
  const projectId = parseProjectId(generateUuid(random));
  if (projectId === undefined) throw new Error('A generated UUID is an id.');
  return { projectId, webhookId: generateUuid(random), column: 'sealed_secret' };
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

test('what is signed is accepted by the library of Standard Webhooks with this secret and no other', () => {
  const secret = generateWebhookSecret(random);
  const headers = signWebhook([secret], { id: 'msg', atSeconds: nowSeconds(), body });
  expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'client.created' });
  const other = new Webhook(generateWebhookSecret(random));
  expect(() => other.verify(body, headers)).toThrow('No matching signature');
});

test('under two secrets each of them verifies the message', () => {
  const secrets = [generateWebhookSecret(random), generateWebhookSecret(random)];
  const headers = signWebhook(secrets, { id: 'msg', atSeconds: nowSeconds(), body });
  for (const secret of secrets) new Webhook(secret).verify(body, headers);
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
});

test('the vector of Standard Webhooks is signed as it is there', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    atSeconds: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signWebhook([secret], message)).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('attack 119: a sealed secret opens in its own column of its own row and project, and nowhere else', () => {
  const place = newPlace();
  const secret = generateWebhookSecret(random);
  const sealed = sealWebhookSecret({ keyring, random }, place, secret);
  expect(Buffer.from(sealed).toString('latin1')).not.toContain(secret);
  expect(openWebhookSecret(keyring, place, sealed)).toBe(secret);
  const elsewhere: WebhookSecretPlace[] = [
    { ...place, column: 'sealed_previous_secret' },
    { ...place, webhookId: generateUuid(random) },
    { ...place, projectId: newPlace().projectId },
  ];
  for (const other of elsewhere) expect(openWebhookSecret(keyring, other, sealed)).toBeUndefined();
});
