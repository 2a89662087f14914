import { runLoad } from '../load/run-load.ts';
import {
  readCpuSeconds,
  readResidentMegabytes,
  sumCpuSeconds,
} from '../processes/process-usage.ts';
import type { RoundLength, Sample, Subject } from './subject.ts';

/** Loads a subject once. Throws where an answer was not 200: a fast refusal is no result. */
export async function measure(subject: Subject, length: RoundLength): Promise<Sample> {
  const { server, connections, alsoServedBy = [], databasePid } = subject;
  const { port } = server;
  const requests = await subject.requests();
  const readServers = () => [server.pid, ...alsoServedBy].map(readCpuSeconds);
  const before = { servers: readServers(), database: readCpuSeconds(databasePid) };
  const end = subject.beside?.();
  const load = await (subject.load?.(length) ??
    runLoad({ port, connections, requests, ...length }));
  await end?.();
  const serverSeconds = readServers().reduce(
    (sum, after, index) => sum + sumCpuSeconds(before.servers[index] ?? new Map(), after),
    0,
  );
  const databaseSeconds = sumCpuSeconds(before.database, readCpuSeconds(databasePid));
  if (load.failures === 0 && load.requests === 0) {
    throw new Error(`${subject.title}: nothing was answered in time; give --seconds more.`);
  }
  if (load.failures > 0) {
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
