// A limit belongs to the project, not to the process that happens to be asked. Processes tell each other a few
// times a second what they counted, so that a little more than the limit may come through.

import type { Invariant } from './invariant.ts';
import { limitedPerMinute } from './open-processes.ts';
import { buildProcessCalls } from './process-calls.ts';

const perSecond = 100;
/** Of the limit: what comes through before the others have heard, and a minute that begins meanwhile. */
const slack = 1.35;
const longestSettleMilliseconds = 3_000;

export const sharedLimits: Invariant = {
  id: 'limits',
  title: 'requests at all processes are counted together',
  async check({ servers, limited, sharesLimits }) {
    if (servers.length < 2) return { because: 'one process counts for itself' };
    if (!sharesLimits) return { because: 'no redis-server is installed here' };
    const calls = buildProcessCalls(limited);
    const asked = servers.length * limitedPerMinute;
    const pending: Promise<number>[] = [];
    const begin = performance.now();
    while (pending.length < asked) {
      const due = Math.min(asked, ((performance.now() - begin) / 1000) * perSecond);
      for (; pending.length < due; ) {
        const server = servers[pending.length % servers.length];
        if (server !== undefined) pending.push(calls.issue(server).then(({ status }) => status));
      }
      await new Promise((resolve) => setTimeout(resolve, 1000 / perSecond));
    }
    const statuses = await Promise.all(pending);
    const served = statuses.filter((status) => status === 200).length;
    const broken: string[] = [];
    const most = Math.ceil(limitedPerMinute * slack);
    if (served > most || served < limitedPerMinute * 0.9) {
      broken.push(`${served} of ${asked} were served, where ${limitedPerMinute} are allowed`);
    }
    if (statuses.some((status) => status !== 200 && status !== 429)) {
      broken.push(`answers were ${[...new Set(statuses)].join(', ')}`);
    }
    const deadline = performance.now() + longestSettleMilliseconds;
    for (const server of servers) {
      let { status } = await calls.issue(server);
      while (status === 200 && performance.now() < deadline)
        ({ status } = await calls.issue(server));
      if (status !== 429) broken.push(`a process still answers ${status}`);
    }
    return broken;
  },
};
