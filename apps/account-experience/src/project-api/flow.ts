// A login or registration flow, as far as the pages draw it (identity-engine/FLOWS.md).

import * as z from 'zod';
import type { ProjectApi } from './project-api.ts';
import { readAnswer } from './read-answer.ts';

const message = z.object({
  id: z.int(),
  text: z.string(),
  type: z.enum(['info', 'error', 'success']),
  context: z.record(z.string(), z.unknown()).optional(),
});
export type FlowMessage = z.output<typeof message>;

const inputNode = z.object({
  type: z.literal('input'),
  group: z.string(),
  attributes: z.object({
    name: z.string(),
    type: z.string(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    required: z.boolean().optional(),
    disabled: z.boolean().optional(),
    autocomplete: z.string().optional(),
    maxlength: z.int().optional(),
  }),
  messages: z.array(message),
  meta: z.object({ label: message.optional() }),
});
export type FlowInput = z.output<typeof inputNode>;

// Kinds of nodes that later releases may add are not drawn.
const nodes = z
  .array(z.union([inputNode, z.looseObject({ type: z.string() })]))
  .transform((list) => list.filter((node): node is FlowInput => inputNode.safeParse(node).success));

const flow = z.object({
  id: z.string(),
  issued_at: z.string(),
  request_url: z.string(),
  return_to: z.string().optional(),
  refresh: z.boolean().optional(),
  oauth2_login_challenge: z.string().optional(),
  /** Where the OAuth 2.0 request leads in the end: an origin, or the scheme of a native application. */
  oauth2_redirect_origin: z.string().optional(),
  oauth2_login_request: z
    .looseObject({
      client: z.looseObject({ client_id: z.string(), client_name: z.string().optional() }),
    })
    .optional(),
  ui: z.object({
    action: z.string(),
    messages: z.array(message).optional(),
    nodes,
  }),
});
export type Flow = z.output<typeof flow>;

export type FlowKind = 'login' | 'registration';

export async function loadFlow(api: ProjectApi, kind: FlowKind, id: string) {
  const answer = await api.get(`/self-service/${kind}/flows`, { id });
  return { ...readAnswer(answer, flow), cookies: answer.cookies };
}
