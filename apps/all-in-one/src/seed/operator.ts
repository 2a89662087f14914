import type { Actor } from '@gatehouse/database';

/** Whoever starts the product on this host. */
export const operator: Actor = { kind: 'operator', id: 'local-start', name: 'npm start' };
