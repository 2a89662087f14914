// RFC 9700 section 4.14: refresh tokens rotate, whichever process they are presented to, and reuse ends the family.

import { mintCodes } from '../product/mint-codes.ts';
import { atOnce, type Invariant } from './invariant.ts';
import type { ServingTogether } from './open-processes.ts';
import { buildProcessCalls, type ProcessCalls } from './process-calls.ts';

const hops = 6;

export const rotation: Invariant = {
  id: 'rotation',
  title:
    'parallel refreshes give one successor, a chain goes on at any process, and reuse ends it at all',
  async check(together, times) {
    const calls = buildProcessCalls(together.project);
    const codes = await mintCodes(together.installation, together.project, times);
    const broken: string[] = [];
    for (const code of codes) broken.push(...(await followFamily(together, { calls, code })));
    return broken;
  },
};

async function followFamily(
  { servers }: ServingTogether,
  { calls, code }: { calls: ProcessCalls; code: string },
): Promise<string[]> {
  const [first] = servers;
  if (first === undefined) throw new Error('Nothing serves.');
  const issued = await calls.redeem(first, code);
  const answers = await atOnce(servers, (server) => calls.refresh(server, issued.refreshToken));
  const successors = new Set(answers.map(({ refreshToken }) => refreshToken));
  if (successors.size !== 1 || answers.some(({ status }) => status !== 200)) {
    const seen = answers.map(({ status }) => status).join(', ');
    return [`parallel refreshes gave ${successors.size} different values: ${seen}`];
  }
  let latest = answers[0] ?? issued;
  for (let hop = 0; hop < hops; hop += 1) {
    const server = servers[hop % servers.length] ?? first;
    latest = await calls.refresh(server, latest.refreshToken);
    if (latest.status !== 200) return [`hop ${hop} of the chain was refused: ${latest.error}`];
  }
  const broken: string[] = [];
  const last = servers.at(-1) ?? first;
  const reused = await calls.refresh(last, issued.refreshToken);
  if (reused.error !== 'invalid_grant') broken.push(`reuse was answered with ${reused.status}`);
  const after = await atOnce(servers, (server) => calls.refresh(server, latest.refreshToken));
  if (after.some(({ error }) => error !== 'invalid_grant')) {
    broken.push('the family went on after a reuse');
  }
  const active = await atOnce(servers, (server) => calls.introspect(server, latest.accessToken));
  if (active.includes(true)) broken.push('an access token outlived the reuse');
  return broken;
}
