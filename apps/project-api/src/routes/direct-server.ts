// The endpoints that other services call thousands of times a second, served past the framework: its routing,
// body parsing and reply take longer than the token. Only requests in their ordinary form come here; whatever
// is unusual about one is left to Fastify, which refuses it as it refuses it everywhere.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { hangUp, type PlainHandler, type RequestHead } from '@gatehouse/runtime';
import { withCrossOrigin } from '../http/cross-origin.ts';
import type { AddressReader, ProjectAddress } from '../http/find-project.ts';
import { type HttpAnswer, writeAnswer } from '../http/http-answer.ts';
import type { IncomingRequest } from '../http/project-request.ts';
import { maxBodyLength } from '../http/read-body.ts';
import { routeTable } from './route-table.ts';
import { type ServingDependencies, serveRoute } from './serve-route.ts';

const formType = 'application/x-www-form-urlencoded';

type Serve = (request: IncomingRequest, slug: string) => Promise<HttpAnswer>;

export interface DirectServer {
  /** @returns false for what it leaves to Fastify, untouched. */
  serve(request: IncomingMessage, response: ServerResponse, address: ProjectAddress): boolean;
  /** The same routes for requests that come past node:http. */
  readonly plain: PlainHandler;
}

export function createDirectServer(
  dependencies: ServingDependencies,
  readAddress: AddressReader,
): DirectServer {
  const routes = new Map<string, Serve>();
  for (const route of routeTable) {
    if (route.isDirect !== true) continue;
    routes.set(`${route.method} ${route.path}`, serveRoute(withCrossOrigin(route), dependencies));
  }
  const find = ({ method }: RequestHead, { target }: ProjectAddress) => {
    const mark = target.indexOf('?');
    return routes.get(`${method} ${mark === -1 ? target : target.slice(0, mark)}`);
  };
  const describeFault = (error: unknown) =>
    dependencies.logger.error({ err: error }, 'an answer could not be made');

  return {
    serve(request, response, address) {
      const serve = find(request, address);
      if (serve === undefined) return false;
      response.once('close', () => hangUp(request));
      const answer = (body: Buffer | undefined): void => {
        serve(describeRequest(request, address, body), address.slug)
          .then((answered) => writeAnswer(response, answered))
          .catch((error: unknown) => {
            describeFault(error);
            response.destroy();
          });
      };
      if (request.method === 'GET') {
        if (hasBody(request)) return false;
        answer(undefined);
        return true;
      }
      const length = readLength(request);
      if (length === undefined) return false;
      collectBody(request, length, answer);
      return true;
    },
    plain: {
      serve(request) {
        const address = readAddress(request);
        if (!('slug' in address)) return undefined;
        const serve = find(request, address);
        if (serve === undefined || (request.method === 'POST' && !isForm(request)))
          return undefined;
        return serve(describeRequest(request, address, request.body), address.slug);
      },
      failed: (_request, error) => describeFault(error),
    },
  };
}

function describeRequest(
  raw: RequestHead,
  { target }: ProjectAddress,
  body: Buffer | undefined,
): IncomingRequest {
  const { method = '', headers } = raw;
  return { raw, method, url: target, headers, params: undefined, body };
}

function hasBody({ headers }: RequestHead): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function isForm({ headers }: RequestHead): boolean {
  const type = headers['content-type'] ?? '';
  return type === formType || type.startsWith(`${formType};`);
}

/** @returns the length of a form of the ordinary kind. */
function readLength(request: RequestHead): number | undefined {
  const { headers } = request;
  if (headers['transfer-encoding'] !== undefined || !isForm(request)) return undefined;
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
