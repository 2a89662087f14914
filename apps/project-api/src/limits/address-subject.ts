import { buildAddressBucket } from '@gatehouse/identity-engine';
import type { ProjectRequest } from '../http/project-request.ts';

/**
 * @returns by what requests from one place are counted in their project; undefined where they come from this
 *   machine itself, which is a developer's own, or a proxy that GATEHOUSE_TRUSTED_PROXIES does not name: one
 *   count for everybody behind it would shut all of them out.
 */
export function buildAddressSubject({
  project,
  remoteAddress,
}: Pick<ProjectRequest, 'project' | 'remoteAddress'>): readonly string[] | undefined {
  if (remoteAddress === undefined || /^(?:127\.|::1$)/.test(remoteAddress)) return undefined;
  return [project.project.projectId, buildAddressBucket(remoteAddress)];
}
