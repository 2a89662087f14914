// The credential endpoint over HTTP, in Ory's paths and JSON.

import { credentialFormat, endpointTable } from '@gatehouse/token-engine';
import { traceHeader } from '../http/error-answer.ts';
import { buildJsonAnswer } from '../http/http-answer.ts';
import { readBearer } from '../http/read-bearer.ts';
import { buildEngineAnswer } from './answer.ts';
import type { Route } from './route.ts';

export const credentialRoute: Route = {
  method: 'POST',
  path: endpointTable.credential.path,
  errors: 'oauth',
  endpoint: 'credential',
  crossOrigin: 'registered',
  async serve(request, { engine }) {
    const accessToken = readBearer(request.authorization);
    // Whoever presents nothing is challenged before anything is read.
    const input = accessToken === undefined ? {} : request.readJson();
    const answer = await engine.credential(request.project, { accessToken, input });
    if ('refusal' in answer) return buildEngineAnswer(answer, 'oauth');
    const { body, clientId, traceId } = answer;
    const headers = { [traceHeader]: traceId };
    if (body.kind === 'issued') {
      const issued = { format: body.format, credential_draft_00: body.credential };
      return { ...buildJsonAnswer(issued, { headers }), clientId };
    }
    const priming = {
      error: body.refusal.code,
      error_description: body.refusal.description,
      format: credentialFormat,
      c_nonce: body.nonce,
      c_nonce_expires_in: body.expiresInSeconds,
      trace_id: traceId,
    };
    return { ...buildJsonAnswer(priming, { status: 400, headers }), clientId };
  },
};
