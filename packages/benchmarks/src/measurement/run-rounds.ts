import { measure, type RoundLength } from './measure.ts';
import type { Sample, Samples, Subject } from './subject.ts';

export interface RoundsOptions extends RoundLength {
  readonly rounds: number;
  readonly databasePid: number;
}

/** Measures all subjects once, then all again: what the machine does meanwhile meets them alike. */
export async function runRounds(
  subjects: readonly Subject[],
  { rounds, databasePid, ...length }: RoundsOptions,
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(subjects.map(({ id }) => [id, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const subject of subjects) {
      const sample = await measure(subject, length, databasePid);
      samples.get(subject.id)?.push(sample);
      const { load, cpuMicrosPerRequest } = sample;
      const rate = (load.requests / load.seconds).toFixed(0);
      console.error(
        `round ${round} of ${rounds}: ${subject.title}: ${rate}/s, ${cpuMicrosPerRequest.toFixed(0)} us`,
      );
    }
  }
  return samples;
}
