// What the delivery of webhooks needs of its process: a way out, and whose turn it is.

import { createOutboundPost, type OutboundPost, type OutboundRules } from '@gatehouse/runtime';
import { createTurns, type Turns } from './turns.ts';

export interface WebhookSender {
  readonly post: OutboundPost['post'];
  readonly turns: Turns;
  close(): Promise<void>;
}

/** For a whole try. */
const timeoutMilliseconds = 5_000;
export const turnLimits = { perEndpoint: 2, perProject: 4, total: 16 } as const;

export function openWebhookSender(rules: OutboundRules): WebhookSender {
  const { post, close } = createOutboundPost({ ...rules, timeoutMilliseconds });
  return { post, close, turns: createTurns(turnLimits) };
}
