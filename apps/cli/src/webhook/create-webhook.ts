import { type WebhookEventType, webhookEventTypes } from '@gatehouse/protocol';
import { callManagement } from '../api/management.ts';
import { openSession, reportProgress } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { printRow } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { CommandError } from '../terminal/command-error.ts';
import { buildCreatedWebhookRow } from './webhook-row.ts';

const everyType = webhookEventTypes.join(', ');

function parseEvents(flags: FlagValues): WebhookEventType[] {
  const events = flags.strings('event').map((event) => {
    const known = webhookEventTypes.find((type) => type === event);
    if (known !== undefined) return known;
    throw new CommandError(`No event is named "${event}". There are: ${everyType}`);
  });
  if (events.length > 0) return events;
  throw new CommandError(`Say with --event what it is told of: ${everyType}`);
}

export const createWebhook: CommandDefinition = {
  flags: [
    { kind: 'string', name: 'url', fallback: '', summary: 'Where the events go.' },
    { kind: 'strings', name: 'event', fallback: [], summary: 'What it is told of.' },
    { kind: 'string', name: 'description', fallback: '', summary: 'What it is for.' },
    projectFlag,
    workspaceFlag,
  ],
  description: 'The secret is shown this once. With --quiet nothing but the secret is printed.',
  examples: ['create webhook --url https://hooks.example.com/ --event identity.created'],
  async run(invocation) {
    const session = await openSession(invocation);
    const { flags } = session;
    const url = flags.string('url').trim();
    if (url === '') throw new CommandError('Say with --url where the events go.');
    const body = { url, events: parseEvents(flags), description: flags.string('description') };
    const { id: project } = await findProject(session);
    const webhook = await callManagement(session, (api) =>
      api.call('createWebhook', { params: { project }, body }),
    );
    reportProgress(session, 'Keep the secret now: it is not shown again.');
    await printRow(session.output, buildCreatedWebhookRow(webhook));
  },
};
