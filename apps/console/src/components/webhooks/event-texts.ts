import type { WebhookDelivery } from '@gatehouse/contracts';

/** What each event says, in words. */
export const eventTexts: Readonly<Record<WebhookDelivery['type'], string>> = {
  'identity.created': 'Somebody registered, or was made by an administrator',
  'identity.updated': 'An administrator changed somebody',
  'identity.password_changed': 'An administrator set a password',
  'identity.deleted': 'Somebody was deleted',
  'session.created': 'Somebody signed in',
  'client.created': 'A client was created',
  'client.updated': 'A client was changed',
  'client.deleted': 'A client was deleted',
  'consent.revoked': 'Consents were revoked, and their grants ended',
  'webhook.test': 'A test that somebody asked for',
};
