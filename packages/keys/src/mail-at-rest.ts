// Mail at rest: whom it goes to and what it says are sealed for its row; the recipient is found again by a
// keyed hash.

import { createHmac } from 'node:crypto';
import type { MailContent, MailOrder, MailTemplate, ProjectId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { type AtRestPlace, openAtRest, sealAtRest } from './at-rest.ts';
import type { Keyring } from './keyring/keyring.ts';

export interface MailPlace {
  readonly projectId: ProjectId;
  readonly messageId: string;
}

const placeOf = ({ projectId, messageId }: MailPlace): AtRestPlace => ({
  purpose: 'mail-at-rest',
  table: 'courier_messages',
  column: 'sealed',
  projectId,
  row: messageId,
});

export function sealMail(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: MailPlace,
  content: MailContent,
): Uint8Array {
  return sealAtRest(keys, placeOf(place), Buffer.from(JSON.stringify(content)));
}

/** @returns undefined for what was not sealed for this row with a key of the ring. */
export function openMail(
  keyring: Keyring,
  place: MailPlace,
  sealed: Uint8Array,
): MailContent | undefined {
  const opened = openAtRest(keyring, placeOf(place), sealed);
  return opened === undefined ? undefined : JSON.parse(opened.toString());
}

/** @param recipient an address in any spelling that leads to the same mailbox for us. */
export function hashMailRecipient(
  keyring: Keyring,
  projectId: ProjectId,
  recipient: string,
): Uint8Array {
  const { key } = keyring.primaryKey({ purpose: 'mail-recipient', tenantId: projectId });
  return createHmac('sha256', key).update(recipient.trim().toLowerCase()).digest();
}

/** A mail that may be stored: nothing in it says whom it goes to. */
export interface SealedMail {
  readonly messageId: string;
  readonly template: MailTemplate;
  readonly recipientHash: Uint8Array;
  readonly sealed: Uint8Array;
}

/** Seals a new mail for its row. */
export function buildMail(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: MailPlace,
  order: MailOrder,
): SealedMail {
  return {
    messageId: place.messageId,
    template: order.template,
    recipientHash: hashMailRecipient(keys.keyring, place.projectId, order.recipient),
    sealed: sealMail(keys, place, order),
  };
}
