// Endpoints that are told what happens in a project. The secret is shown where it is made, and nowhere else.

import type { WebhookRow } from '@gatehouse/database';
import {
  generateUuid,
  generateWebhookSecret,
  openWebhookSecret,
  sealWebhookSecret,
} from '@gatehouse/keys';
import type { WebhookEventType } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { diffMembers, recordChange } from '../record-change.ts';
import { maskWebhookUrl } from './mask-webhook-url.ts';
import { webhookNotFound } from './webhook-error.ts';

export const maxWebhooks = 20;
/** How long the secret before a rotation signs beside the new one. */
const overlapSeconds = 24 * 3600;

/** @returns why nothing may be sent to the URL, in a sentence; undefined where it may. */
export type ExplainForbiddenUrl = (url: string) => string | undefined;

export interface WebhookInput {
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEventType[];
  readonly isEnabled: boolean;
}

/** A secret that was just made. It is never shown again. */
export interface WebhookWithSecret {
  readonly row: WebhookRow;
  readonly secret: string;
}

export interface WebhookRequest extends ProjectRequest {
  readonly webhookId: string;
}

/** Throws AdministrationError: invalid (the URL leads where nothing is sent), conflict (too many). */
export async function createWebhook(
  dependencies: AdministrationDependencies,
  request: ProjectRequest & { readonly input: WebhookInput },
  explainForbiddenUrl: ExplainForbiddenUrl,
): Promise<WebhookWithSecret> {
  const { store, random } = dependencies;
  const { scope, by, input } = request;
  checkUrl(input.url, explainForbiddenUrl);
  const webhookId = generateUuid(random);
  const secret = generateWebhookSecret(random);
  const place = { projectId: scope.projectId, webhookId, column: 'sealed_secret' } as const;
  const sealedSecret = sealWebhookSecret(dependencies, place, secret);
  return store.withProject(scope, async (tx) => {
    const row = await tx.webhooks.insert(
      { ...normalize(input), webhookId, sealedSecret },
      maxWebhooks,
    );
    if (row === 'full') {
      throw new AdministrationError('conflict', 'There are too many webhooks.', {
        reason: `A project has at most ${maxWebhooks}. Delete one that is not used.`,
      });
    }
    await recordChange(tx, by, {
      action: 'webhook.created',
      targetType: 'webhook',
      targetId: webhookId,
      changes: { after: describe(row) },
    });
    return { row, secret };
  });
}

/** Changes what is given. Throws AdministrationError: not_found, invalid. */
export async function changeWebhook(
  { store }: AdministrationDependencies,
  request: WebhookRequest & { readonly change: Partial<WebhookInput> },
  explainForbiddenUrl: ExplainForbiddenUrl,
): Promise<WebhookRow> {
  const { scope, by, webhookId, change } = request;
  if (change.url !== undefined) checkUrl(change.url, explainForbiddenUrl);
  return store.withProject(scope, async (tx) => {
    const before = await tx.webhooks.findForUpdate(webhookId);
    const row = before && (await tx.webhooks.update(webhookId, normalize(change)));
    if (before === undefined || row === undefined) throw webhookNotFound();
    await recordChange(tx, by, {
      action: 'webhook.updated',
      targetType: 'webhook',
      targetId: webhookId,
      changes: { ...diffMembers(describe(before), describe(row)), ...describeHidden(before, row) },
    });
    return row;
  });
}

/** Deletes it with its deliveries; nothing more is sent. Throws AdministrationError: not_found. */
export async function deleteWebhook(
  { store }: AdministrationDependencies,
  { scope, by, webhookId }: WebhookRequest,
): Promise<void> {
  await store.withProject(scope, async (tx) => {
    const before = await tx.webhooks.findForUpdate(webhookId);
    if (before === undefined || !(await tx.webhooks.delete(webhookId))) throw webhookNotFound();
    await recordChange(tx, by, {
      action: 'webhook.deleted',
      targetType: 'webhook',
      targetId: webhookId,
      changes: { before: describe(before) },
    });
  });
}

/**
 * Makes a new secret. The one before signs beside it for a day; one that was before that ends now. Throws
 * AdministrationError: not_found.
 */
export async function rotateWebhookSecret(
  dependencies: AdministrationDependencies,
  { scope, by, webhookId }: WebhookRequest,
): Promise<WebhookWithSecret> {
  const { store, keyring, clock, random } = dependencies;
  const place = { projectId: scope.projectId, webhookId };
  const current = { ...place, column: 'sealed_secret' } as const;
  const previous = { ...place, column: 'sealed_previous_secret' } as const;
  const secret = generateWebhookSecret(random);
  return store.withProject(scope, async (tx) => {
    const before = await tx.webhooks.findForUpdate(webhookId);
    if (before === undefined) throw webhookNotFound();
    const former = openWebhookSecret(keyring, current, before.sealedSecret);
    const expiresAt = new Date(clock.nowMilliseconds() + overlapSeconds * 1000);
    const row = await tx.webhooks.update(webhookId, {
      sealedSecret: sealWebhookSecret(dependencies, current, secret),
      // A secret that no key opens signs nothing any more.
      ...(former === undefined
        ? {}
        : {
            previousSecret: {
              sealed: sealWebhookSecret(dependencies, previous, former),
              expiresAt,
            },
          }),
    });
    if (row === undefined) throw webhookNotFound();
    await recordChange(tx, by, {
      action: 'webhook.secret_rotated',
      targetType: 'webhook',
      targetId: webhookId,
      changes: { previous_secret_expires_at: expiresAt },
    });
    return { row, secret };
  });
}

function checkUrl(url: string, explainForbiddenUrl: ExplainForbiddenUrl): void {
  const reason = explainForbiddenUrl(url);
  if (reason === undefined) return;
  throw new AdministrationError('invalid', 'The URL is not valid.', { reason, field: 'url' });
}

/** Each event once. */
function normalize<Input extends Partial<WebhookInput>>(input: Input): Input {
  return input.events === undefined ? input : { ...input, events: [...new Set(input.events)] };
}

function describe({ url, description, events, isEnabled }: WebhookRow) {
  return { url: maskWebhookUrl(url), description, events, enabled: isEnabled };
}

/** @returns that the URL has changed where nobody sees it. */
function describeHidden(before: WebhookRow, after: WebhookRow) {
  const isHidden =
    before.url !== after.url && maskWebhookUrl(before.url) === maskWebhookUrl(after.url);
  return isHidden ? { url_path_or_query: 'changed' } : {};
}
