// The web console in a process of its own.

import { decideAddressing, serveProcess } from '@gatehouse/runtime';
import { readEnvironment } from './env.ts';
import { createConsole } from './server.ts';

await serveProcess({
  name: 'console',
  readEnvironment,
  open: (environment) =>
    createConsole({
      addressing: decideAddressing(environment),
      internalOrigins: {
        projectApi: environment.GATEHOUSE_PROJECT_API_URL,
        controlPlane: environment.GATEHOUSE_CONTROL_PLANE_URL,
      },
      sealingKey: environment.GATEHOUSE_CONSOLE_KEY,
    }),
});
