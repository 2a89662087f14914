// The hosted pages in a process of their own.

import { decideAddressing, serveProcess } from '@gatehouse/runtime';
import { readEnvironment } from './env.ts';
import { createAccountExperience } from './server.ts';

await serveProcess({
  name: 'account-experience',
  readEnvironment,
  open: (environment) =>
    createAccountExperience({
      addressing: decideAddressing(environment),
      internalOrigin: environment.GATEHOUSE_PROJECT_API_URL,
    }),
});
