// The management API in a process of its own.

import { serveAlone } from '@gatehouse/project-runtime';
import { readEnvironment } from './env.ts';
import { createControlPlane, createMemberAuthentication } from './server.ts';

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
