// Signatures of webhooks, by Standard Webhooks 1.0: HMAC-SHA-256 over id, timestamp and body, under a secret
// that one endpoint and its receiver share. It is shown once and kept sealed, because every message needs it.

import type { ProjectId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { Webhook } from 'standardwebhooks';
import { type AtRestPlace, openAtRest, sealAtRest } from './at-rest.ts';
import type { Keyring } from './keyring/keyring.ts';

const prefix = 'whsec_';
const secretLength = 32;

/** Which secret of which endpoint: a ciphertext opens in its own column only. */
export interface WebhookSecretPlace {
  readonly projectId: ProjectId;
  readonly webhookId: string;
  readonly column: 'sealed_secret' | 'sealed_previous_secret';
}

const placeOf = ({ projectId, webhookId, column }: WebhookSecretPlace): AtRestPlace => ({
  purpose: 'webhook-secret-at-rest',
  table: 'webhooks',
  column,
  projectId,
  row: webhookId,
});

/** @returns a new secret of 256 bits, as receivers' libraries take it: `whsec_` and base64. */
export function generateWebhookSecret(random: Random): string {
  return prefix + Buffer.from(random.bytes(secretLength)).toString('base64');
}

export function sealWebhookSecret(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: WebhookSecretPlace,
  secret: string,
): Uint8Array {
  return sealAtRest(keys, placeOf(place), Buffer.from(secret));
}

/** @returns undefined for what was not sealed for this place with a key of the ring. */
export function openWebhookSecret(
  keyring: Keyring,
  place: WebhookSecretPlace,
  sealed: Uint8Array,
): string | undefined {
  return openAtRest(keyring, placeOf(place), sealed)?.toString();
}

/**
 * @param secrets each of them signs: after a rotation the receiver may still know the one before.
 * @returns the headers `webhook-id`, `webhook-timestamp` (of this try) and `webhook-signature`.
 */
export function signWebhook(
  secrets: readonly string[],
  message: { readonly id: string; readonly atSeconds: number; readonly body: string },
): Readonly<Record<string, string>> {
  const { id, atSeconds, body } = message;
  const at = new Date(atSeconds * 1000);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, at, body));
  return {
    'webhook-id': id,
    'webhook-timestamp': String(atSeconds),
    'webhook-signature': signatures.join(' '),
  };
}
