// The data plane as a function from request to response: it does not listen, whoever starts it does.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMemberAuthentication } from '@gatehouse/project-runtime';
import { createLimits } from '@gatehouse/redis';
import {
  createClientAddresses,
  createTxtLookUp,
  noTrustedProxies,
  type PlainHandler,
} from '@gatehouse/runtime';
import { buildApp } from './build-app.ts';
import type { ProjectApiDependencies } from './dependencies.ts';
import { buildErrorAnswer } from './http/error-answer.ts';
import { createAddressReader } from './http/find-project.ts';
import { writeAnswer } from './http/http-answer.ts';
import { createProjectKeys } from './routes/admin/project-keys.ts';
import { createDirectServer } from './routes/direct-server.ts';
import { describePasswords } from './self-service/describe-passwords.ts';
import { createIdentityEdge } from './self-service/identity-edge.ts';

export type { ProjectApiDependencies } from './dependencies.ts';

export interface ProjectApi {
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** Serves the hottest endpoints past node:http. */
  readonly plain: PlainHandler;
  readonly metrics: ReturnType<typeof describePasswords>;
  /** Resolves when nothing more is under way. */
  close(): Promise<void>;
}

export async function createProjectApi(dependencies: ProjectApiDependencies): Promise<ProjectApi> {
  const readAddress = createAddressReader(dependencies);
  const slugs = new WeakMap<IncomingMessage, string>();
  const serving = {
    ...dependencies,
    limits: dependencies.limits ?? createLimits(dependencies.clock),
    lookUpTxt: dependencies.lookUpTxt ?? createTxtLookUp(),
    clientAddresses: dependencies.clientAddresses ?? createClientAddresses(noTrustedProxies),
    identity: createIdentityEdge(dependencies),
    projectKeys: createProjectKeys(dependencies.store),
    authenticateMember: createMemberAuthentication(dependencies),
  };
  const app = buildApp(serving, (request) => slugs.get(request.raw) ?? '');
  await app.ready();
  const direct = createDirectServer(serving, readAddress);
  return {
    handler(request, response) {
      const address = readAddress(request);
      if (!('slug' in address)) {
        writeAnswer(response, buildErrorAnswer('herodot', address));
        return;
      }
      if (direct.serve(request, response, address)) return;
      slugs.set(request, address.slug);
      request.url = address.target;
      app.routing(request, response);
    },
    plain: direct.plain,
    metrics: describePasswords(serving.identity.passwordPool),
    close: () => app.close(),
  };
}
