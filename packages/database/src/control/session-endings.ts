import type { SessionId } from '@gatehouse/protocol';
import type { ProjectContext } from '../scope/project-context.ts';
import { endEpochs } from './epochs.ts';

/** Ends the sessions with their epochs: every token that hangs on them is dead with the commit. @returns how many. */
export async function endSessions(
  { tx, projectId }: ProjectContext,
  ending: {
    readonly at: Date;
    readonly identityId?: string;
    readonly sessionId?: string;
    readonly except?: SessionId;
  },
): Promise<number> {
  const { at, identityId, sessionId, except } = ending;
  const ended = await tx.session.updateManyAndReturn({
    where: {
      projectId,
      endedAt: null,
      ...(identityId === undefined ? {} : { identityId }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(except === undefined ? {} : { NOT: { sessionId: except } }),
    },
    data: { endedAt: at },
    select: { sessionId: true },
  });
  const ids = ended.map((row) => row.sessionId);
  await endEpochs(tx, { projectId, kind: 'session' }, ids);
  return ids.length;
}
