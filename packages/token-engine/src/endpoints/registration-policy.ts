import type { ProjectRuntime } from '../project-runtime.ts';

/** Whether clients may register themselves. Never with the console's own project, which belongs to no workspace. */
export function isRegistrationOpen({ project, settings }: ProjectRuntime): boolean {
  return settings.registration.isEnabled && project.workspaceId !== null;
}
