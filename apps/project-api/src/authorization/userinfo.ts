// Userinfo (OpenID Connect Core section 5.3) over HTTP: the token in the Authorization header only.

import { buildEngineAnswer } from '../routes/answer.ts';
import type { Route } from '../routes/route.ts';

export const userinfoRoutes: readonly Route[] = (['GET', 'POST'] as const).map((method) => ({
  method,
  path: '/userinfo',
  errors: 'oauth',
  isDirect: true,
  crossOrigin: 'registered',
  serve: async ({ project, authorization }, { engine }) => {
    const token = /^bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
    return buildEngineAnswer(await engine.userinfo(project, token), 'oauth');
  },
}));
