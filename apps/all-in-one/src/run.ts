// Starts everything, says so, and stops in order.

import { buildConsoleUrl, buildManagementUrl } from '@gatehouse/protocol';
import { createLogger, createShutdown, stopOnSignals } from '@gatehouse/runtime';
import { describeFailure } from './describe-failure.ts';
import { type Environment, readEnvironment } from './env.ts';
import { startGatehouse } from './start.ts';

const stopSeconds = 25;
const say = (line: string) => process.stdout.write(`${line}\n`);

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function environmentOrEnd(): Environment {
  try {
    return readEnvironment();
  } catch (error) {
    return fail(describeFailure(error, 0) ?? String(error));
  }
}

const environment = environmentOrEnd();
const logger = createLogger({ name: 'gatehouse', level: environment.LOG_LEVEL });
const shutdown = createShutdown({ logger, deadlineSeconds: stopSeconds });
const abort = new AbortController();
const starting = startGatehouse({ environment, shutdown, logger, say, signal: abort.signal });
stopOnSignals(shutdown, async () => {
  say('Stopping');
  abort.abort();
  await starting;
});

try {
  const { addressing, claimLink } = await starting;
  // Once, and here only: whoever reads this terminal may own what its command line makes.
  const claim = claimLink === undefined ? '' : `  Own it in a browser ${claimLink}\n`;
  say(`
Gatehouse is ready: ${buildConsoleUrl(addressing)}

${claim}  Create a project    npx gatehouse create project --name "Gatehouse OAuth2 Example"
  Management API      ${buildManagementUrl(addressing)}/docs
  Stop                Ctrl-C
`);
} catch (error) {
  if (!abort.signal.aborted) {
    const sentence = describeFailure(error, environment.PORT);
    if (sentence === undefined) logger.fatal({ err: error }, 'the start failed');
    await shutdown.begin('the start failed');
    fail(sentence ?? 'Gatehouse could not start because of a fault of its own; the log says more.');
  }
}
