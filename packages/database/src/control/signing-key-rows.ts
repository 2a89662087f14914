import type { PublicJwk } from '@gatehouse/protocol';
import type { SigningKey } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { SigningKeyRow, SigningKeyRows, SigningKeyState } from '../transactions.ts';
import { isStorableText, readJson, writeBytes, writeJson } from './stored-values.ts';

export function buildSigningKeyRows(context: ProjectContext): SigningKeyRows {
  const { tx, projectId } = context;
  return {
    async list(setId) {
      if (setId !== undefined && !isStorableText(setId)) return [];
      const rows = await tx.signingKey.findMany({
        where: { projectId, ...(setId === undefined ? {} : { setId }) },
        orderBy: [{ setId: 'asc' }, { createdAt: 'asc' }, { kid: 'asc' }],
      });
      return rows.map(readSigningKey);
    },
    async insert(row) {
      const { count } = await tx.signingKey.createMany({
        data: [writeSigningKey(context, row)],
        skipDuplicates: true,
      });
      if (count === 0) return 'exists';
      context.markRuntimeChanged();
      return 'inserted';
    },
    async setState({ setId, kid }, change) {
      if (!isStorableText(setId) || !isStorableText(kid)) return false;
      const { count } = await tx.signingKey.updateMany({
        where: { projectId, setId, kid },
        data: change,
      });
      if (count > 0) context.markRuntimeChanged();
      return count > 0;
    },
    async delete({ setId, kid, state }) {
      if (!isStorableText(setId) || !isStorableText(kid ?? '')) return 0;
      const { count } = await tx.signingKey.deleteMany({
        where: {
          projectId,
          setId,
          ...(kid === undefined ? {} : { kid }),
          ...(state === undefined ? {} : { state }),
        },
      });
      if (count > 0) context.markRuntimeChanged();
      return count;
    },
  };
}

/** The row as Prisma inserts it. */
export function writeSigningKey(
  { projectId }: Pick<ProjectContext, 'projectId'>,
  row: Omit<SigningKeyRow, 'createdAt'>,
) {
  return {
    ...row,
    projectId,
    publicJwk: writeJson(row.publicJwk),
    privateSealed: row.privateSealed === null ? null : writeBytes(row.privateSealed),
  };
}

function readSigningKey({ projectId: _, ...row }: SigningKey): SigningKeyRow {
  return {
    ...row,
    state: readState(row.state),
    publicJwk: readJson<PublicJwk>(row.publicJwk),
  };
}

function readState(stored: string): SigningKeyState {
  if (stored === 'published' || stored === 'active' || stored === 'retired') return stored;
  throw new Error(`The column state holds "${stored}", which no signing key has.`);
}
