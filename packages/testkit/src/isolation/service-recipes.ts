import type { ProjectTransaction } from '@gatehouse/database';
import type { IsolationRecipes } from './recipe.ts';
import { buildMessage } from './seed-message.ts';

const page = { limit: 100, after: undefined };
const farAway = new Date('2090-01-01T00:00:00Z');
const ofB = { status: 'sent', sealed: Buffer.from('of b') } as const;

/** Mail, and jobs that failed. */
export const serviceRecipes: IsolationRecipes<ProjectTransaction> = {
  'messages.find': { call: (tx, { messageId }) => tx.messages.find(messageId), absent: undefined },
  'messages.list': {
    call: (tx, { attemptKeyHash }) => tx.messages.list(page, { recipientHash: attemptKeyHash }),
    absent: [],
  },
  'messages.begin': {
    call: (tx, { messageId }) => tx.messages.begin(messageId),
    absent: undefined,
  },
  'messages.settle': {
    call: (tx, { messageId }) => tx.messages.settle(messageId, ofB),
    absent: false,
  },
  'messages.deleteOlder': { call: (tx) => tx.messages.deleteOlder(farAway, 100) },
  'jobs.listFailed': { call: (tx) => tx.jobs.listFailed(page) },
  'jobs.retry': { call: (tx, { failedJobId }) => tx.jobs.retry(failedJobId), absent: false },
  'messages.queue': {
    call: (tx, ids) => tx.messages.queue(buildMessage(ids, 'mark-of-b'), 9),
    absent: 'queued',
  },
};
