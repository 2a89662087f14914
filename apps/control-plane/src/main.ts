// The management API in a process of its own.

import { createMemberAuthentication, serveAlone } from '@gatehouse/project-runtime';
import { readEnvironment } from './env.ts';
import { createControlPlane } from './server.ts';

await serveAlone({
  name: 'control-plane',
  readEnvironment,
  openPlane: (installation, logger) =>
    createControlPlane({
      ...installation,
      logger,
      authenticateMember: createMemberAuthentication(installation),
    }),
});
