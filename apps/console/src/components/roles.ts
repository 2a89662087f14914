import type { Role } from '@gatehouse/protocol';

/** What a role may do, in one sentence. */
export const roleTexts: Readonly<Record<Role, string>> = {
  owner: 'Everything, and who the owners are',
  admin: 'Everything but the workspace itself and its owners',
  developer: 'Projects, clients and identities',
  viewer: 'Looks, and changes nothing',
};
