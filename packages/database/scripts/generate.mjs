// Generates the Prisma client into src/generated. The CLI downloads its schema engine before any
// command, also before this one that never runs it: naming a program that exists keeps it from that.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packageFile = createRequire(import.meta.url).resolve('prisma/package.json');
const cli = path.join(path.dirname(packageFile), 'build/index.js');
const { status, error, stdout, stderr } = spawnSync(
  process.execPath,
  [cli, 'generate', '--no-hints', '--config', path.join(root, 'prisma.config.ts')],
  {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: existsSync('/bin/true') ? '/bin/true' : process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      NO_COLOR: '1',
    },
  },
);
if (status !== 0) {
  process.stderr.write(`${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
  process.stderr.write('The Prisma client could not be generated; the lines above say why.\n');
  process.exitCode = 1;
}
