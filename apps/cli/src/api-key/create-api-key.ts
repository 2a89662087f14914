import type { CreateApiKeyBody } from '@gatehouse/contracts';
import { isPermission, parseDurationSeconds, permissions } from '@gatehouse/protocol';
import { callManagement } from '../api/management.ts';
import { openSession, reportProgress, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { printRow } from '../output/print.ts';
import { CommandError } from '../terminal/command-error.ts';
import { findKeyOwner, type KeyOwner, keyOwnerFlag } from './key-owner.ts';
import { buildCreatedKeyRow } from './key-row.ts';

function parseScopes(flags: FlagValues): CreateApiKeyBody['scopes'] {
  const scopes = flags.strings('scope').map((scope) => {
    if (isPermission(scope)) return scope;
    throw new CommandError(`No scope is named "${scope}". There are: ${permissions.join(', ')}`);
  });
  return scopes.length === 0 ? undefined : scopes;
}

function parseExpiry(flags: FlagValues, now: number): string | undefined {
  const text = flags.string('expires-in');
  if (text === '') return undefined;
  const seconds = parseDurationSeconds(text);
  if (seconds !== undefined) return new Date(now + seconds * 1000).toISOString();
  throw new CommandError(`"${text}" is no duration. Write it like 720h or 1h30m.`);
}

function sendCreation(session: Session, owner: KeyOwner, body: CreateApiKeyBody) {
  return owner.kind === 'project'
    ? callManagement(session, (api) =>
        api.call('createProjectApiKey', { params: { project: owner.id }, body }),
      )
    : callManagement(session, (api) =>
        api.call('createWorkspaceApiKey', { params: { workspace: owner.id }, body }),
      );
}

export const createApiKey: CommandDefinition = {
  flags: [
    { kind: 'string', name: 'name', short: 'n', fallback: '', summary: 'Name of the key.' },
    keyOwnerFlag,
    {
      kind: 'strings',
      name: 'scope',
      fallback: [],
      summary: 'What the key may do. Without it: what such a key usually needs.',
    },
    {
      kind: 'string',
      name: 'expires-in',
      fallback: '',
      summary: 'How long it works, like 720h. Without it: until it is deleted.',
    },
    projectFlag,
    workspaceFlag,
  ],
  description: 'The value is shown this once. With --quiet nothing but the value is printed.',
  examples: [
    'create api-key --name ci --scope clients:read,tokens:introspect --expires-in 720h',
    'create api-key --name terraform --for workspace',
  ],
  async run(invocation) {
    const session = await openSession(invocation);
    const { flags, terminal } = session;
    const name = flags.string('name').trim();
    if (name === '') throw new CommandError('Name the key with --name.');
    const scopes = parseScopes(flags);
    const expiresAt = parseExpiry(flags, terminal.now());
    const owner = await findKeyOwner(session);
    const key = await sendCreation(session, owner, { name, scopes, expires_at: expiresAt });
    reportProgress(session, 'Keep the value now: it is not shown again.');
    await printRow(session.output, buildCreatedKeyRow(key));
  },
};
