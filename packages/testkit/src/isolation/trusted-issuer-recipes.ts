import type { ProjectTransaction } from '@gatehouse/database';
import { createGrantId } from '../fixtures/ids.ts';
import { type IsolationRecipes, markOfA, wholePage } from './recipe.ts';
import { buildTrustedIssuer } from './seed-trusted-issuer.ts';

/** Whose JWTs are exchanged for access tokens. */
export const trustedIssuerRecipes: IsolationRecipes<ProjectTransaction> = {
  'trustedIssuers.find': {
    call: (tx, { trustedIssuerId }) => tx.trustedIssuers.find(trustedIssuerId),
    absent: undefined,
  },
  'trustedIssuers.list': {
    call: (tx) => tx.trustedIssuers.list(wholePage, { issuer: markOfA }),
    absent: [],
  },
  'trustedIssuers.count': { call: (tx) => tx.trustedIssuers.count() },
  'trustedIssuers.findFor': {
    call: (tx, { kid }) =>
      tx.trustedIssuers.findFor({ issuer: markOfA, subject: markOfA, keyId: kid }, 9),
    absent: [],
  },
  'trustedIssuers.delete': {
    call: (tx, { trustedIssuerId }) => tx.trustedIssuers.delete(trustedIssuerId),
    absent: false,
  },
  // From here on B has what only A had before.
  'trustedIssuers.insert': {
    call: (tx, ids, { shared }) => {
      // The grant of an id that B had and deleted is still there, ended: ids are never given twice.
      const trustedIssuerId = ids === shared ? createGrantId() : ids.trustedIssuerId;
      return tx.trustedIssuers.insert(buildTrustedIssuer({ ...ids, trustedIssuerId }, 'mark-of-b'));
    },
  },
};
