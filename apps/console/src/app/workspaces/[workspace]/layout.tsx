import type { ReactNode } from 'react';
import { WorkspaceShell } from '../../../components/shell/workspace-shell.tsx';

export default async function WorkspaceLayout({
  children,
  params,
}: {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly workspace: string }>;
}) {
  const { workspace } = await params;
  return <WorkspaceShell workspaceId={workspace}>{children}</WorkspaceShell>;
}
