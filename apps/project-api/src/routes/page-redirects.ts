// Where Ory's command line opens the hosted pages (`ory open account-experience`): one level below ours.

import { buildRedirect } from '../http/http-answer.ts';
import type { Route } from './route.ts';

const flows = ['login', 'registration', 'recovery', 'verification', 'settings'];

export const pageRedirectRoutes: readonly Route[] = flows.map((flow) => ({
  method: 'GET',
  path: `/ui/${flow}`,
  errors: 'herodot',
  serve: ({ project }) => buildRedirect(`${project.project.issuer}/${flow}`),
}));
