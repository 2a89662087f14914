import type { NewMessage } from '@gatehouse/database';
import type { IdentityIds } from './seed-identity.ts';

/** Ids of what a project does later. */
export interface ServiceIds {
  readonly messageId: string;
  readonly failedJobId: string;
}

export function buildMessage(
  { messageId, attemptKeyHash }: ServiceIds & Pick<IdentityIds, 'attemptKeyHash'>,
  mark: string,
): NewMessage {
  const sealed = Buffer.from(mark);
  return { messageId, template: 'registration_attempt', recipientHash: attemptKeyHash, sealed };
}
