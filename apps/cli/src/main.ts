import { runCommand } from './command/run-command.ts';
import { buildProcessTerminal } from './terminal/process-terminal.ts';

// `gatehouse list … | head -1` closes the pipe early; that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}

const terminal = buildProcessTerminal();
process.exitCode = await runCommand(process.argv.slice(2), terminal);
terminal.close();
