// What the journal says has to be true now.

import type { JournalToken, StoredEntry } from '../journal/entry.ts';
import type { Violation } from './violation.ts';

export interface Expectation {
  readonly request: string;
  readonly token: JournalToken;
  readonly isActive: boolean;
}

/** Less than any token of the suite lives. */
const shortestLifetimeMilliseconds = 3_300_000;

interface Revocations {
  /** Sent, and perhaps carried out. */
  readonly asked: ReadonlySet<string>;
  readonly acknowledged: ReadonlySet<string>;
}

/** @returns which tokens have to be active and which not; those nobody can know are left out. */
export function buildExpectations(
  entries: readonly StoredEntry[],
  nowMilliseconds: number,
): readonly Expectation[] {
  const ofKind = (kind: StoredEntry['kind']) =>
    new Set(entries.filter((entry) => entry.kind === kind).map(({ subject }) => subject));
  const revocations = { asked: ofKind('revoking'), acknowledged: ofKind('revoked') };
  const heads = findHeads(entries);
  return entries
    .filter(({ atMilliseconds: at }) => nowMilliseconds - at < shortestLifetimeMilliseconds)
    .flatMap((entry) =>
      (entry.tokens ?? []).flatMap((token) => expectToken(entry, token, { revocations, heads })),
    );
}

function expectToken(
  { request, subject }: StoredEntry,
  token: JournalToken,
  { revocations, heads }: { revocations: Revocations; heads: ReadonlySet<string> },
): readonly Expectation[] {
  if (revocations.acknowledged.has(subject)) return [{ request, token, isActive: false }];
  if (revocations.asked.has(subject)) return [];
  // A refresh token that has been used is past; only the last one of a family has to be alive.
  if (token.use === 'refresh' && !heads.has(token.hash)) return [];
  return [{ request, token, isActive: true }];
}

/** The refresh token of each family that was acknowledged last, where nobody has tried to use it since. */
function findHeads(entries: readonly StoredEntry[]): ReadonlySet<string> {
  const heads = new Map<string, string>();
  for (const { kind, subject, tokens = [] } of entries) {
    if (kind === 'abandoned') heads.delete(subject);
    const head = tokens.find(({ use }) => use === 'refresh');
    if (head !== undefined) heads.set(subject, head.hash);
  }
  return new Set(heads.values());
}

/** I3, as far as clients can see it: a code that was redeemed with success twice. */
export function findRepeatedCodes(entries: readonly StoredEntry[]): readonly Violation[] {
  const redeemed = new Map<string, string>();
  return entries.flatMap(({ request, codeHash }) => {
    if (codeHash === undefined) return [];
    const before = redeemed.get(codeHash);
    redeemed.set(codeHash, request);
    if (before === undefined) return [];
    return [
      { invariant: 'I3', request, found: `its code was redeemed by ${before} before` } as const,
    ];
  });
}
