// The project API in a process of its own.

import { serveAlone } from '@gatehouse/project-runtime';
import { readEnvironment } from './env.ts';
import { createProjectApi } from './server.ts';

await serveAlone({
  name: 'project-api',
  readEnvironment,
  openPlane: (installation, logger) => createProjectApi({ ...installation, logger }),
});
