// RFC 6749 section 4.1.2: a code is redeemed once, and whoever tries again ends what it led to.

import { mintCodes } from '../product/mint-codes.ts';
import { atOnce, type Invariant } from './invariant.ts';
import { buildProcessCalls } from './process-calls.ts';

export const singleUse: Invariant = {
  id: 'single-use',
  title: 'a code that is redeemed at all processes at once gives one family, which the replay ends',
  async check({ installation, project, postgres, servers }, times) {
    const calls = buildProcessCalls(project);
    const broken: string[] = [];
    const countRefreshTokens = async () => {
      const rows = await postgres.read(
        'SELECT count(*)::int AS count FROM hot.refresh_tokens WHERE project_id = $1::uuid',
        [project.scope.projectId],
      );
      return Number(rows[0]?.['count']);
    };
    for (const code of await mintCodes(installation, project, times)) {
      const before = await countRefreshTokens();
      const answers = await atOnce(servers, (server) => calls.redeem(server, code));
      const issued = answers.filter(({ status }) => status === 200);
      const refused = answers.filter(({ error }) => error === 'invalid_grant');
      if (issued.length !== 1 || refused.length !== answers.length - 1) {
        broken.push(`answers were ${answers.map(({ status }) => status).join(', ')}`);
      }
      const families = (await countRefreshTokens()) - before;
      if (families !== 1) broken.push(`${families} refresh tokens were stored`);
      for (const { accessToken } of issued) {
        const active = await atOnce(servers, (server) => calls.introspect(server, accessToken));
        if (active.includes(true)) broken.push('the access token outlived the replay');
      }
    }
    return broken;
  },
};
