import { callManagement } from '../api/management.ts';
import { openSession, reportProgress, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { workspaceFlag } from '../flags/flag.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { printIds } from '../output/id-rows.ts';
import { confirmByTyping } from '../terminal/confirm.ts';
import { findNamedProject } from './find-project.ts';
import type { ProjectReference } from './project-reference.ts';

/** Nothing is kept of a project that is gone: neither its selection nor its key. */
async function forget(session: Session, { id }: ProjectReference): Promise<void> {
  const { selected_project: selected, project_keys: keys } = await session.config.load();
  if (selected !== id && keys?.[id] === undefined) return;
  await session.config.update((current) => ({
    ...current,
    selected_project: current.selected_project === id ? undefined : current.selected_project,
    project_keys: Object.fromEntries(
      Object.entries(current.project_keys ?? {}).filter(([key]) => key !== id),
    ),
  }));
}

export const deleteProject: CommandDefinition = {
  positionals: '<id>',
  flags: [workspaceFlag],
  description:
    'Its clients, identities, keys and tokens go with it, for ever. The slug has to be typed to\nconfirm; --yes answers for you.',
  examples: ['delete project my-slug', 'delete project my-slug --yes'],
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findNamedProject(session, invocation.positionals[0]?.trim() ?? '');
    if (!session.flags.boolean('yes')) {
      await confirmByTyping(session.terminal, {
        text: `This deletes the project "${escapeControls(project.name)}" with everything in it, for ever.\nType its slug, ${project.slug}, to confirm:`,
        expected: project.slug,
      });
    }
    await callManagement(session, (api) =>
      api.call('purgeProject', { params: { project_id: project.id } }),
    );
    await forget(session, project);
    reportProgress(session, 'Project deleted.');
    await printIds(session.output, [project.id]);
  },
};
