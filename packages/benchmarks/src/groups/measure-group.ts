import { runRounds } from '../measurement/run-rounds.ts';
import type { Samples } from '../measurement/subject.ts';
import type { Options } from '../options.ts';
import { withOpened } from '../processes/with-opened.ts';
import type { Group, OpenedGroup } from './group.ts';

export interface MeasuredGroup extends OpenedGroup {
  readonly samples: Samples;
}

/** Opens a group, measures it in interleaved rounds, and closes it again, also where that fails. */
export function measureGroup(
  group: Group,
  options: Options,
  isWanted: (id: string) => boolean,
): Promise<MeasuredGroup> {
  return withOpened(async (onOpened) => {
    const opened = await group.open({ options, onOpened, isWanted: ({ id }) => isWanted(id) });
    return { ...opened, samples: await runRounds(opened.subjects, options) };
  });
}
