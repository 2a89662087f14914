import type { LoadPlan } from '../load/load-plan.ts';
import { runLoad } from '../load/run-load.ts';
import {
  readCpuSeconds,
  readResidentMegabytes,
  sumCpuSeconds,
} from '../processes/process-usage.ts';
import type { Sample, Subject } from './subject.ts';

export type RoundLength = Pick<LoadPlan, 'warmUpMilliseconds' | 'milliseconds'>;

/** Loads a subject once. Throws where an answer was not 200: a fast refusal is no result. */
export async function measure(
  subject: Subject,
  length: RoundLength,
  databasePid: number,
): Promise<Sample> {
  const { server, connections } = subject;
  const requests = await subject.requests();
  const before = [readCpuSeconds(server.pid), readCpuSeconds(databasePid)] as const;
  const end = subject.beside?.();
  const load = await runLoad({ port: server.port, connections, requests, ...length });
  await end?.();
  const serverSeconds = sumCpuSeconds(before[0], readCpuSeconds(server.pid));
  const databaseSeconds = sumCpuSeconds(before[1], readCpuSeconds(databasePid));
  if (load.failures > 0 || load.requests === 0) {
    throw new Error(
      `${subject.title}: ${load.failures} of ${load.answered} requests were not answered with 200.\n${load.firstFailure ?? ''}`,
    );
  }
  return {
    load,
    cpuMicrosPerRequest: ((serverSeconds + databaseSeconds) / load.answered) * 1e6,
    databaseMicrosPerRequest: (databaseSeconds / load.answered) * 1e6,
    residentMegabytes: readResidentMegabytes(server.pid),
  };
}
