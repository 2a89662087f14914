// From an answer of the engine to one of HTTP.

import type { Answer } from '@gatehouse/token-engine';
import {
  buildErrorAnswer,
  describeRefusal,
  type ErrorForm,
  traceHeader,
} from '../http/error-answer.ts';
import { type HttpAnswer, uncachedJsonHeaders } from '../http/http-answer.ts';

export function buildEngineAnswer<Body>(answer: Answer<Body>, form: ErrorForm): HttpAnswer {
  if ('refusal' in answer) {
    const refused = buildErrorAnswer(form, describeRefusal(answer.refusal), answer.traceId);
    return { ...refused, clientId: answer.clientId };
  }
  return {
    status: 200,
    clientId: answer.clientId,
    headers: { ...uncachedJsonHeaders, [traceHeader]: answer.traceId },
    body: answer.body === undefined ? '' : JSON.stringify(answer.body),
  };
}
