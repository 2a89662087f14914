import type { AnswerOf } from '@gatehouse/contracts';
import type { MemberRow } from '@gatehouse/database';

/** @returns the member as the API answers it. */
export function buildMember(row: MemberRow): AnswerOf<'addWorkspaceMember'> {
  return {
    id: row.memberId,
    email: row.email,
    name: row.name,
    role: row.role,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
