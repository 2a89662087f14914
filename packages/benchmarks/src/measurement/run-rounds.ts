import { measure } from './measure.ts';
import type { RoundLength, Sample, Samples, Subject } from './subject.ts';

export interface RoundsOptions extends RoundLength {
  readonly rounds: number;
}

/**
 * Measures all subjects once, then all again: what the machine does meanwhile meets them alike. The first round,
 * numbered 0, warms everything up and is not kept.
 */
export async function runRounds(
  subjects: readonly Subject[],
  { rounds, ...length }: RoundsOptions,
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(subjects.map(({ id }) => [id, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const subject of subjects) {
      const sample = await measure(subject, length);
      if (round > 0) samples.get(subject.id)?.push(sample);
      const { load, cpuMicrosPerRequest: cpu, databaseMicrosPerRequest: database } = sample;
      const rate = (load.requests / load.seconds).toFixed(0);
      console.error(
        `round ${round} of ${rounds}: ${subject.title}: ${rate}/s, ${cpu.toFixed(0)} us, ${database.toFixed(0)} of the database`,
      );
    }
  }
  return samples;
}
