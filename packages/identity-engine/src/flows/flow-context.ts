import type { IdentityRuntime } from '../identity-runtime.ts';
import type { Random } from '../ports/random.ts';
import type { FlowTrail } from '../trace/flow-trail.ts';

/** What one call of a flow works with. */
export interface FlowContext {
  readonly runtime: IdentityRuntime;
  readonly nowSeconds: number;
  readonly nowMilliseconds: number;
  readonly random: Random;
  readonly trail: FlowTrail;
}
