import { randomUUID } from 'node:crypto';

/** @returns an id for one request, by which its log lines, its audit entries and its answer are matched. */
export function buildRequestId(): string {
  return randomUUID();
}
