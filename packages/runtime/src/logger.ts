// Structured logs, one JSON object a line. Every line has been through `redact`.

import { type DestinationStream, type Logger, pino } from 'pino';
import { mayHoldSecrets, redact } from './redact.ts';

export type { Logger } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * @param options.name the process or part that speaks.
 * @param options.destination where lines go; standard error by default, because standard output belongs
 *   to what a person reads at the start.
 */
export function createLogger(options: {
  name: string;
  level?: LogLevel;
  destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: { name: options.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // The finished line, so that no binding, serializer or format argument finds a way around it.
      hooks: { streamWrite: redactLine },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  );
}

/** The line of a request that was served is plain, and there are thousands of them a second. */
function redactLine(line: string): string {
  if (!mayHoldSecrets(line.trimEnd())) return line;
  return `${JSON.stringify(redact(JSON.parse(line)))}\n`;
}

/** Longest that a line of a buffered logger waits, and how much is written together. */
const bufferMilliseconds = 250;
const bufferBytes = 8_192;

export interface BufferedLogger {
  readonly logger: Logger;
  /** Writes what waits. */
  flush(): void;
}

/** For lines by the thousand: a write for each would cost more than the request. A crash loses the last few. */
export function createBufferedLogger(options: { name: string; level?: LogLevel }): BufferedLogger {
  const destination = pino.destination({
    dest: 2,
    sync: false,
    minLength: bufferBytes,
    periodicFlush: bufferMilliseconds,
  });
  return {
    logger: createLogger({ ...options, destination }),
    flush: () => destination.flushSync(),
  };
}
