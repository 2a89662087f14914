// The load generator's own process: one plan in, one result out, over the channel to its parent.

import { generateLoad } from './generate-load.ts';
import type { LoadPlan } from './load-plan.ts';

process.once('message', async (plan: LoadPlan) => {
  process.send?.(await generateLoad(plan), () => process.disconnect());
});
