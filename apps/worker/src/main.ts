// The worker: all jobs, by way of Redis where there is one, and nothing that anybody could ask it for but
// whether it is well.

import { startJobs } from '@gatehouse/jobs';
import { serveAlone } from '@gatehouse/project-runtime';
import { readSmtp } from '@gatehouse/runtime';
import { readEnvironment } from './env.ts';

await serveAlone({
  name: 'worker',
  readEnvironment,
  async openPlane(installation, logger, environment) {
    const { REDIS_URL: redisUrl } = environment;
    const jobs = startJobs({ ...installation, logger, redisUrl, smtp: readSmtp(environment) });
    return {
      handler: (_request, response) => void response.writeHead(404).end(),
      close: () => jobs.stop(),
      metrics: jobs.metrics,
    };
  },
});
