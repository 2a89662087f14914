// Who may say what trace a request belongs to: this process itself, when it calls its own port. A secret of
// the process proves that; from anywhere else the header is a hint, and no more.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const proofHeader = 'gatehouse-trace-proof';

export interface HopProof {
  prove(traceparent: string): string;
  isProven(traceparent: string, proof: unknown): boolean;
}

/** With a secret that is new with every start and never leaves the process. */
export function createHopProof(): HopProof {
  const secret = randomBytes(32);
  const digest = (traceparent: string) => createHmac('sha256', secret).update(traceparent).digest();
  return {
    prove: (traceparent) => digest(traceparent).toString('base64url'),
    isProven(traceparent, proof) {
      if (typeof proof !== 'string') return false;
      const given = Buffer.from(proof, 'base64url');
      const expected = digest(traceparent);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
