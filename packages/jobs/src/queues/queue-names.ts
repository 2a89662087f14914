// The queues, and what they carry: which row, of which project, and which claim of it. Nothing else goes
// through Redis.

import { type ProjectId, parseProjectId } from '@gatehouse/protocol';

/** Mail and webhooks have queues of their own: a server that is slow to take them holds up nothing else. */
export const queueNames = ['mail', 'work', 'webhooks'] as const;
export type QueueName = (typeof queueNames)[number];

/** In front of every key in Redis. */
export const queuePrefix = 'gatehouse';

export interface QueuedJob {
  readonly projectId: ProjectId;
  readonly id: string;
  /** The claim under which it was handed over; under another one it is out of date. */
  readonly attempt: number;
}

/** @returns the id of the claim in the queue: handed over twice, it is there once. */
export function buildQueueId({ id, attempt }: Pick<QueuedJob, 'id' | 'attempt'>): string {
  return `${id}-${attempt}`;
}

/** @returns undefined for what no relay has written. */
export function parseQueuedJob(data: unknown): QueuedJob | undefined {
  const { projectId, id, attempt } = { projectId: '', id: '', attempt: 0, ...Object(data) };
  const project = parseProjectId(String(projectId));
  if (project === undefined || typeof id !== 'string' || !Number.isSafeInteger(attempt)) {
    return undefined;
  }
  return { projectId: project, id, attempt };
}
