import type { FastifyReply } from 'fastify';
import { buildErrorAnswer, type Refusal } from './refusal.ts';

/** Answers with the one error body of this API. */
export async function sendRefusal(
  reply: FastifyReply,
  refusal: Refusal,
  requestId: string,
): Promise<void> {
  const { code, headers, body } = buildErrorAnswer(refusal, requestId);
  await reply
    .code(code)
    .headers({ ...headers, 'content-type': 'application/json; charset=utf-8' })
    .send(body);
}
