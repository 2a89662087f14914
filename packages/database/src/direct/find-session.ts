import type { SessionFacts } from '@gatehouse/identity-engine';
import { type IdentityWithAddresses, readIdentity } from '../control/identity-values.ts';
import { noEpoch, readSession, type StoredSession } from '../control/session-values.ts';
import { readJson } from '../control/stored-values.ts';
import type { Statement } from '../hot/connection.ts';
import { writeHex } from '../hot/row-key.ts';
import type { DirectContext } from './direct-context.ts';

/** Parameters: project, token hash. One row for each address, the oldest first. */
const selectSession: Statement = {
  name: 'session-by-token',
  text: `
    SELECT s.session_id::text AS "sessionId", s.identity_id::text AS "identityId", s.methods, s.address,
      s.user_agent AS "userAgent", s.issued_at AS "issuedAt", s.authenticated_at AS "authenticatedAt",
      s.expires_at AS "expiresAt", s.idle_expires_at AS "idleExpiresAt", s.ended_at AS "endedAt",
      i.schema_id AS "schemaId", i.traits, i.state, i.state_changed_at AS "stateChangedAt",
      i.external_id AS "externalId", i.organization_id::text AS "organizationId",
      i.metadata_public AS "metadataPublic", i.metadata_admin AS "metadataAdmin",
      i.created_at AS "createdAt", i.updated_at AS "updatedAt",
      ei.epoch AS "identityEpoch", ei.active AS "identityEpochActive",
      es.epoch AS "sessionEpoch", es.active AS "sessionEpochActive",
      a.address_id::text AS "addressId", a.normalized, a.value, a.verified_at AS "verifiedAt",
      a.created_at AS "addressCreatedAt", a.updated_at AS "addressUpdatedAt"
    FROM sessions s
    JOIN identities i ON i.project_id = s.project_id AND i.identity_id = s.identity_id
    LEFT JOIN hot.epochs ei
      ON ei.project_id = s.project_id AND ei.kind = 'identity' AND ei.key = s.identity_id::text
    LEFT JOIN hot.epochs es
      ON es.project_id = s.project_id AND es.kind = 'session' AND es.key = s.session_id::text
    LEFT JOIN identity_addresses a ON a.project_id = s.project_id AND a.identity_id = s.identity_id
    WHERE s.project_id = $1::uuid AND s.token_hash = $2::bytea
    ORDER BY a.created_at`,
};

interface FoundSession extends StoredSession, Omit<IdentityWithAddresses, 'addresses'> {
  readonly identityEpoch: number | null;
  readonly identityEpochActive: boolean | null;
  readonly sessionEpoch: number | null;
  readonly sessionEpochActive: boolean | null;
}

interface FoundAddress {
  readonly addressId: string | null;
  readonly normalized: string;
  readonly value: string;
  readonly verifiedAt: Date | null;
  readonly addressCreatedAt: Date;
  readonly addressUpdatedAt: Date;
}

export async function findSession(
  { connection, projectId }: DirectContext,
  tokenHash: Uint8Array,
): Promise<SessionFacts | undefined> {
  const found = await connection.readRecords(projectId, selectSession, [
    projectId,
    writeHex(tokenHash),
  ]);
  const [first] = found;
  if (first === undefined) return undefined;
  const row = readJson<FoundSession>(first);
  return {
    session: readSession(row),
    identity: readIdentity({ ...row, addresses: readAddresses(readJson<FoundAddress[]>(found)) }),
    epochs: {
      identity: readEpoch(row.identityEpoch, row.identityEpochActive),
      session: readEpoch(row.sessionEpoch, row.sessionEpochActive),
    },
  };
}

function readAddresses(rows: readonly FoundAddress[]): IdentityWithAddresses['addresses'] {
  return rows.flatMap(({ addressId, addressCreatedAt, addressUpdatedAt, ...address }) =>
    addressId === null
      ? []
      : [{ ...address, addressId, createdAt: addressCreatedAt, updatedAt: addressUpdatedAt }],
  );
}

function readEpoch(
  epoch: number | null,
  isActive: boolean | null,
): SessionFacts['epochs']['session'] {
  return epoch === null ? noEpoch : { epoch, isActive: isActive === true };
}
