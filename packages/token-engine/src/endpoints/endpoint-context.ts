import type { Random } from '../ports/random.ts';
import type { Sha256 } from '../ports/sha256.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { Trail } from '../trace/trail.ts';

/** What every endpoint works with: one project, one moment, one trail. */
export interface EndpointContext {
  readonly project: ProjectRuntime;
  readonly nowSeconds: number;
  readonly random: Random;
  readonly sha256: Sha256;
  randomUuid(): string;
  readonly trail: Trail;
}
