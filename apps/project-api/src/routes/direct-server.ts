// The endpoints that other services call thousands of times a second, served past the framework: its routing,
// body parsing and reply take longer than the token. Only requests in their ordinary form come here; whatever
// is unusual about one is left to Fastify, which refuses it as it refuses it everywhere.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { withCrossOrigin } from '../http/cross-origin.ts';
import type { ProjectAddress } from '../http/find-project.ts';
import { type HttpAnswer, writeAnswer } from '../http/http-answer.ts';
import type { IncomingRequest } from '../http/project-request.ts';
import { maxBodyLength } from '../http/read-body.ts';
import { routeTable } from './route-table.ts';
import { type ServingDependencies, serveRoute } from './serve-route.ts';

const formType = 'application/x-www-form-urlencoded';

type Serve = (request: IncomingRequest, slug: string) => Promise<HttpAnswer>;

/** @returns false for what it leaves to Fastify, untouched. */
export type DirectServer = (
  request: IncomingMessage,
  response: ServerResponse,
  address: ProjectAddress,
) => boolean;

export function createDirectServer(dependencies: ServingDependencies): DirectServer {
  const serving = new Map<string, Serve>();
  for (const route of routeTable) {
    if (route.isDirect !== true) continue;
    serving.set(`${route.method} ${route.path}`, serveRoute(withCrossOrigin(route), dependencies));
  }
  return (request, response, { slug, target }) => {
    const { method = '' } = request;
    const mark = target.indexOf('?');
    const serve = serving.get(`${method} ${mark === -1 ? target : target.slice(0, mark)}`);
    if (serve === undefined) return false;
    const answer = (body: Buffer | undefined): void => {
      const incoming = { raw: request, method, url: target, headers: request.headers };
      serve({ ...incoming, params: undefined, body }, slug).then(
        (answered) => writeAnswer(response, answered),
        (error: unknown) => {
          dependencies.logger.error({ err: error }, 'an answer could not be made');
          response.destroy();
        },
      );
    };
    if (method === 'GET') {
      if (hasBody(request)) return false;
      answer(undefined);
      return true;
    }
    const length = readLength(request);
    if (length === undefined) return false;
    collectBody(request, length, answer);
    return true;
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** @returns the length of a form of the ordinary kind. */
function readLength({ headers }: IncomingMessage): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined;
  const type = headers['content-type'] ?? '';
  if (type !== formType && !type.startsWith(`${formType};`)) return undefined;
  const length = Number(headers['content-length']);
  return length > 0 && length <= maxBodyLength ? length : undefined;
}

/** Node's parser gives exactly as many bytes as were announced, or, where the sender went away, nobody an answer. */
function collectBody(request: IncomingMessage, length: number, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let received = 0;
  request.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    received += chunk.length;
    const [first] = chunks;
    if (received !== length || first === undefined) return;
    done(chunks.length === 1 ? first : Buffer.concat(chunks, length));
  });
}
