// Operations of the management API that read a project's data: like the project's own administration, they
// take a project key.

import type { ManagementClient } from '@gatehouse/contracts';
import type { ProjectReference } from '../project/project-reference.ts';
import { explainManagementFailure, hasStatus, openManagement } from './management.ts';
import { exchangeProjectKey, findProjectKey } from './project-key.ts';
import type { Session } from './session.ts';

type Call<Answer> = (api: ManagementClient) => Promise<Answer>;

/** Calls an operation with the project's key and lets its own errors through. */
export async function tryProjectManagement<Answer>(
  session: Session,
  project: ProjectReference,
  call: Call<Answer>,
): Promise<Answer> {
  const key = await findProjectKey(session, project);
  try {
    return await call(await openManagement(session, key.value));
  } catch (error) {
    if (!key.isCached || !hasStatus(error, 401)) throw error;
    const fresh = await exchangeProjectKey(session, project);
    return call(await openManagement(session, fresh.value));
  }
}

/** @throws CommandError where the API refuses or does not answer. */
export async function callProjectManagement<Answer>(
  session: Session,
  project: ProjectReference,
  call: Call<Answer>,
): Promise<Answer> {
  try {
    return await tryProjectManagement(session, project, call);
  } catch (error) {
    throw await explainManagementFailure(error, session);
  }
}
