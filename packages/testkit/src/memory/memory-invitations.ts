import type { InvitationRow, InvitationRows } from '@gatehouse/database';
import { copyOf } from './memory-state.ts';

export function buildMemoryInvitations(rows: Map<string, InvitationRow>): InvitationRows {
  const isOpen = ({ accepted, expiresAt }: InvitationRow, now: Date) =>
    accepted === undefined && expiresAt > now;
  return {
    find: async (id) => copyOf(rows.get(id)),
    listOpen: async (now) => [...rows.values()].filter((row) => isOpen(row, now)).map(copyOf),
    async insert(row) {
      const inserted = { ...copyOf(row), accepted: undefined, createdAt: new Date() };
      rows.set(row.id, inserted);
      return copyOf(inserted);
    },
    async accept(id, { by, at }) {
      const row = rows.get(id);
      if (row === undefined) return 'absent';
      if (row.accepted !== undefined) return 'already_accepted';
      if (!isOpen(row, at)) return 'expired';
      rows.set(id, { ...row, accepted: { at, by } });
      return 'accepted';
    },
    delete: async (id) => rows.get(id)?.accepted === undefined && rows.delete(id),
    async deleteEnded(at) {
      const ended = [...rows.values()].filter(
        ({ accepted, expiresAt }) => (accepted?.at ?? expiresAt) < at,
      );
      for (const { id } of ended) rows.delete(id);
      return ended.length;
    },
  };
}
