import { randomUUID } from 'node:crypto';
import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { eachOne } from '../command/each-one.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { type JsonObject, textAt } from '../json/json-object.ts';
import { readTextFile } from '../json/read-text-file.ts';
import { printTable } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { CommandError } from '../terminal/command-error.ts';
import { buildJwkTable, keysOf } from './jwk-table.ts';
import { parseKeyFile } from './parse-key-file.ts';

/** The members that the server needs and a file may lack. */
function complete(key: JsonObject, flags: FlagValues, name: string): JsonObject & { kid: string } {
  const alg = textAt(key, 'alg') ?? flags.string('alg');
  if (alg === '') throw new CommandError(`${name} names no algorithm: add --alg.`);
  const kid = textAt(key, 'kid') || randomUUID();
  return { ...key, kid, alg, use: textAt(key, 'use') ?? flags.string('use') };
}

export const importJwk: CommandDefinition = {
  positionals: '<set-id> [file...]',
  flags: [
    {
      kind: 'string',
      name: 'alg',
      fallback: '',
      summary: 'Algorithm of a key that names none; needed for PEM.',
    },
    { kind: 'string', name: 'use', fallback: 'sig', summary: 'Use of a key that names none.' },
    projectFlag,
    workspaceFlag,
  ],
  description:
    'A file holds a JSON Web Key, a set of them, or a key as PEM; without a file, standard input is\nread. Keys that sign tokens are not imported: they are rotated.',
  examples: ['import jwk my-set key.json', 'import jwk my-set key.pem --alg RS256'],
  async run(invocation) {
    const session = await openSession(invocation);
    const [set = '', ...files] = invocation.positionals;
    const keys: (readonly [string, JsonObject & { kid: string }])[] = [];
    for (const path of files.length === 0 ? ['-'] : files) {
      const name = path === '-' ? 'Standard input' : path;
      const inFile = parseKeyFile(await readTextFile(path, session.terminal), name);
      keys.push(...inFile.map((key) => [name, complete(key, session.flags, name)] as const));
    }
    const project = await findProject(session);
    const folder = `/admin/keys/${encodeURIComponent(set)}`;
    await eachOne(
      keys,
      async (key) => {
        const path = `${folder}/${encodeURIComponent(key.kid)}`;
        const { body } = await callAdmin(session, project, { method: 'PUT', path, body: key });
        return keysOf(set, { keys: [body] });
      },
      {
        terminal: session.terminal,
        finish: async (imported) => {
          if (imported.length > 0) await printTable(session.output, buildJwkTable(imported.flat()));
        },
      },
    );
  },
};
