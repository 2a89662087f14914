// What the checker found, and how it says so.

export const invariants = {
  I1: 'an acknowledged token is active unless it was revoked or has expired',
  I2: 'an acknowledged revocation holds',
  I3: 'no code yields two families',
  I4: 'a family has one live head',
  I5: 'no row refers to one that is not there',
  I6: 'no row is without a project',
  I7: 'the audit chain verifies',
  I8: 'an acknowledged write is there, with its event',
} as const;

export type InvariantName = keyof typeof invariants;

export interface Violation {
  readonly invariant: InvariantName;
  /** Whose promise was broken; undefined where the row leads back to none. */
  readonly request: string | undefined;
  readonly found: string;
}

export interface Report {
  /** In the order in which the requests were acknowledged, those without a request last. */
  readonly violations: readonly Violation[];
  readonly checkedTokens: number;
}

const shown = 10;

/** @throws where something was violated; the message begins with the first request. */
export function expectKept({ violations }: Report): void {
  const [first] = violations;
  if (first === undefined) return;
  const lines = violations
    .slice(0, shown)
    .map(
      ({ invariant, request, found }) => `  ${invariant} ${request ?? '(no request)'}: ${found}`,
    );
  throw new Error(
    [
      `The first violating request is ${first.request ?? 'unknown'}: ${invariants[first.invariant]}.`,
      `${violations.length} violations:`,
      ...lines,
    ].join('\n'),
  );
}
