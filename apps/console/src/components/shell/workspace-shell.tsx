import type { ReactNode } from 'react';
import { readWorkspaces } from '../../read/read.ts';
import { buildWorkspaceNavigation } from './navigation-groups.ts';
import { Shell } from './shell.tsx';
import { Switcher } from './switcher.tsx';

export interface WorkspaceShellProps {
  readonly workspaceId: string;
  readonly children: ReactNode;
}

export async function WorkspaceShell({ workspaceId, children }: WorkspaceShellProps) {
  return (
    <Shell
      groups={buildWorkspaceNavigation(workspaceId)}
      switchers={<WorkspaceSwitcher workspaceId={workspaceId} />}
    >
      {children}
    </Shell>
  );
}

export async function WorkspaceSwitcher({ workspaceId }: { readonly workspaceId: string }) {
  const workspaces = await readWorkspaces();
  return (
    <Switcher
      label="Workspace"
      currentId={workspaceId}
      choices={workspaces.map(({ id, name }) => ({ id, name, href: `/workspaces/${id}` }))}
      create={{ title: 'Create workspace', href: '/workspaces/new' }}
    />
  );
}
