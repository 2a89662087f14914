// Outgoing mail of a project, as its administrators see it.

import type { ProjectScope } from '@gatehouse/database';
import { hashMailRecipient, openCursor, sealCursor } from '@gatehouse/keys';
import { mailStatuses } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';
import { checkPageSize, invalidPageToken } from '../pages.ts';
import {
  buildMessageDocument,
  type MessageDocument,
  type MessageWithPage,
  openMessage,
} from './message-document.ts';

export interface MessageListRequest {
  readonly scope: ProjectScope;
  readonly pageSize?: number | undefined;
  readonly pageToken?: string | undefined;
  /** One of Ory's states. */
  readonly status?: string | undefined;
  /** An e-mail address. */
  readonly recipient?: string | undefined;
}

export interface MessagePage {
  readonly items: readonly MessageDocument[];
  readonly nextPageToken: string | undefined;
}

/** @returns messages, newest first. Throws AdministrationError: invalid. */
export async function listMessages(
  { store, keyring }: AdministrationDependencies,
  request: MessageListRequest,
): Promise<MessagePage> {
  const { scope, recipient = '' } = request;
  const { projectId } = scope;
  const pageSize = checkPageSize(request.pageSize);
  const status = checkStatus(request.status ?? '');
  const list = { tenantId: projectId, sort: 'messages:id', filter: { status, recipient } };
  const token = request.pageToken ?? '';
  const [after] = token === '' ? [] : (openCursor(keyring, list, token) ?? []);
  if (token !== '' && after === undefined) throw invalidPageToken();
  const filter = {
    ...(status === undefined ? {} : { status }),
    ...(recipient === ''
      ? {}
      : { recipientHash: hashMailRecipient(keyring, projectId, recipient) }),
  };
  const rows = await store.withProject(scope, (tx) =>
    tx.messages.list({ limit: pageSize + 1, after }, filter),
  );
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  return {
    items: page.map((row) => buildMessageDocument(row, openMessage(keyring, projectId, row))),
    nextPageToken: last && sealCursor(keyring, list, [last.messageId]),
  };
}

function checkStatus(status: string) {
  if (status === '') return undefined;
  const known = mailStatuses.find((one) => one === status);
  if (known !== undefined) return known;
  throw new AdministrationError('invalid', 'The status is not valid.', {
    reason: `status is one of ${mailStatuses.join(', ')}.`,
    field: 'status',
  });
}

/** @returns the message. Throws AdministrationError: not_found. */
export async function getMessage(
  { store, keyring }: AdministrationDependencies,
  { scope, messageId }: { readonly scope: ProjectScope; readonly messageId: string },
): Promise<MessageWithPage> {
  const row = await store.withProject(scope, (tx) => tx.messages.find(messageId));
  if (row === undefined) {
    throw new AdministrationError('not_found', 'The message does not exist.', {
      reason: 'This project has no message of that id, or it was cleared away.',
      field: 'id',
    });
  }
  const content = openMessage(keyring, scope.projectId, row);
  return { document: buildMessageDocument(row, content), html: content.rendered?.html };
}
