import type { Webhook } from '@gatehouse/contracts';
import type { Row, Table } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';

const headers = ['ID', 'URL', 'EVENTS', 'ENABLED', 'DESCRIPTION'];

function columnsOf({ id, url, events, enabled, description }: Webhook): readonly string[] {
  return [id, url, events.join(' '), String(enabled), description];
}

export function buildWebhookRow(webhook: Webhook): Row {
  return {
    headers,
    columns: columnsOf(webhook),
    document: sortKeys(webhook),
    quiet: webhook.id,
  };
}

/** A webhook with the secret that nobody will see again; quiet output is that secret. */
export function buildCreatedWebhookRow(webhook: Webhook & { readonly secret: string }): Row {
  return {
    headers: [...headers, 'SECRET'],
    columns: [...columnsOf(webhook), webhook.secret],
    document: sortKeys(webhook),
    quiet: webhook.secret,
  };
}

export function buildWebhookTable(webhooks: readonly Webhook[]): Table {
  return {
    headers,
    rows: webhooks.map(columnsOf),
    ids: webhooks.map(({ id }) => id),
    document: sortKeys(webhooks),
  };
}
