// The project API in a process of its own.

import { serveAlone } from '@gatehouse/project-runtime';
import { createClientAddresses, noTrustedProxies } from '@gatehouse/runtime';
import { readEnvironment } from './env.ts';
import { createProjectApi } from './server.ts';

await serveAlone({
  name: 'project-api',
  readEnvironment,
  openPlane: (installation, logger, { GATEHOUSE_TRUSTED_PROXIES: trusted }) => {
    const clientAddresses = createClientAddresses(trusted ?? noTrustedProxies);
    return createProjectApi({ ...installation, logger, clientAddresses });
  },
});
