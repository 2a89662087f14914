import type { ReactNode } from 'react';
import { readProject, readWorkspaceProjects } from '../../read/read.ts';
import { EnvironmentBadge, environmentNames } from '../environment-badge.tsx';
import { buildProjectNavigation } from './navigation-groups.ts';
import { Shell } from './shell.tsx';
import { Switcher } from './switcher.tsx';
import { WorkspaceSwitcher } from './workspace-shell.tsx';

export interface ProjectShellProps {
  readonly projectId: string;
  readonly children: ReactNode;
}

export async function ProjectShell({ projectId, children }: ProjectShellProps) {
  return (
    <Shell
      groups={buildProjectNavigation(projectId)}
      switchers={<ProjectSwitchers projectId={projectId} />}
    >
      {children}
    </Shell>
  );
}

async function ProjectSwitchers({ projectId }: { readonly projectId: string }) {
  const { workspace_id: workspaceId, environment, name } = await readProject(projectId);
  if (workspaceId === null) return <span>{name}</span>;
  const projects = await readWorkspaceProjects(workspaceId);
  return (
    <>
      <WorkspaceSwitcher workspaceId={workspaceId} />
      <span className="switcher-slash" aria-hidden="true">
        /
      </span>
      <Switcher
        label="Project"
        currentId={projectId}
        choices={projects.map((project) => ({
          id: project.id,
          name: project.name,
          href: `/projects/${project.id}`,
          note: environmentNames[project.environment],
        }))}
        create={{ title: 'Create project', href: `/workspaces/${workspaceId}/projects/new` }}
      />
      <EnvironmentBadge environment={environment} />
    </>
  );
}
