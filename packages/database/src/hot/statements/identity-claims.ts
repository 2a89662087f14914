import type { Statement } from '../connection.ts';

/**
 * What tokens may say of active people, once each. Runs inside the fence of one project; the project stands in
 * the text all the same, because it leads the key. Parameters: project, identities.
 */
export const selectIdentityClaims: Statement = {
  name: 'identity-claims',
  text: `
    SELECT i.identity_id::text, i.traits ->> 'email', i.traits ->> 'name',
      EXISTS (
        SELECT FROM identity_addresses a
        WHERE a.project_id = i.project_id AND a.identity_id = i.identity_id
          AND a.value = i.traits ->> 'email' AND a.verified_at IS NOT NULL
      ),
      floor(extract(epoch FROM i.updated_at))::float8
    FROM identities i
    WHERE i.project_id = $1::uuid AND i.identity_id = ANY ($2::uuid[]) AND i.state = 'active'`,
};
