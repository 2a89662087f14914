import { rejectionTable } from '@gatehouse/token-engine';

/** What the rejection table says about a refusal: where it stands, and what the developer may do. */
export interface Explanation {
  readonly reference?: string;
  readonly hint?: string;
}

/** @returns nothing where the request succeeded, or an older release named the outcome. */
export function explainOutcome(outcome: string): Explanation {
  const found = Object.entries(rejectionTable).find(([slug]) => slug === outcome);
  if (found === undefined) return {};
  const [, { reference, hint }] = found;
  return { reference, hint };
}
