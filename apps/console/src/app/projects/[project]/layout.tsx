import type { ReactNode } from 'react';
import { ProjectShell } from '../../../components/shell/project-shell.tsx';

export default async function ProjectLayout({
  children,
  params,
}: {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly project: string }>;
}) {
  const { project } = await params;
  return <ProjectShell projectId={project}>{children}</ProjectShell>;
}
