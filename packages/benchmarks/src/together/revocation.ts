// RFC 7009: once the revocation was answered, no process calls the token active.

import type { Invariant } from './invariant.ts';
import { atOnce } from './invariant.ts';
import { buildProcessCalls } from './process-calls.ts';

export const revocation: Invariant = {
  id: 'revocation',
  title: 'a token revoked at one process is active at none from the moment of the answer',
  async check({ project, servers }, times) {
    const calls = buildProcessCalls(project);
    const broken: string[] = [];
    for (let tried = 0; tried < times; tried += 1) {
      const issuing = servers[tried % servers.length];
      const revoking = servers[(tried + 1) % servers.length];
      if (issuing === undefined || revoking === undefined) throw new Error('Nothing serves.');
      const { accessToken } = await calls.issue(issuing);
      const introspect = (server: (typeof servers)[number]) =>
        calls.introspect(server, accessToken, project.machine);
      const before = await atOnce(servers, introspect);
      if (before.includes(false)) broken.push('a new token was not active everywhere');
      const status = await calls.revoke(revoking, accessToken);
      const after = await atOnce(servers, introspect);
      if (status !== 200) broken.push(`the revocation was answered with ${status}`);
      if (after.includes(true)) broken.push('a revoked token was active');
    }
    return broken;
  },
};
