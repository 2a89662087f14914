// When a signing key comes and goes: published a day before it signs, so that whoever caches the key set has
// seen it; active until the next takes over; retired but still served until its last token is dead.

import { type SigningAlgorithm, signingAlgorithms } from '@gatehouse/protocol';

/** How long a key is published before it signs, and how long it stays after its last token: a day. */
export const publicationLeadSeconds = 86_400;

/** One key of the issuer set. Times in seconds since the epoch. */
export interface RotatingKey {
  readonly kid: string;
  readonly alg: string;
  readonly state: 'published' | 'active' | 'retired';
  readonly createdAtSeconds: number;
  readonly activatedAtSeconds: number | undefined;
  readonly deleteAfterSeconds: number | undefined;
}

export interface RotationSettings {
  readonly keyRotationDays: number;
  /** No token signed by a retired key is alive after that. */
  readonly longestTokenLifetimeSeconds: number;
}

export type RotationStep =
  /** Make a key. `active`: only where nothing could sign otherwise. */
  | {
      readonly kind: 'create';
      readonly algorithm: SigningAlgorithm;
      readonly state: 'published' | 'active';
    }
  | { readonly kind: 'activate'; readonly kid: string }
  | { readonly kind: 'retire'; readonly kid: string; readonly deleteAfterSeconds: number }
  | { readonly kind: 'delete'; readonly kid: string };

export interface RotationPlan {
  /** To be done in this order, in one transaction. */
  readonly steps: readonly RotationStep[];
  /** When to decide again, at the latest. */
  readonly nextDecisionSeconds: number;
}

const longestPauseSeconds = 86_400;

const newestFirst = (a: RotatingKey, b: RotatingKey): number =>
  (b.activatedAtSeconds ?? b.createdAtSeconds) - (a.activatedAtSeconds ?? a.createdAtSeconds) ||
  (a.kid < b.kid ? 1 : -1);

/** Decides for the keys of one algorithm. `due` collects the moments at which something else is to be done. */
function decideAlgorithm(
  algorithm: SigningAlgorithm,
  context: {
    readonly keys: readonly RotatingKey[];
    readonly settings: RotationSettings;
    readonly nowSeconds: number;
    readonly due: number[];
  },
): RotationStep[] {
  const { settings, nowSeconds, due } = context;
  const keys = context.keys.filter((key) => key.alg === algorithm).sort(newestFirst);
  const published = keys.filter((key) => key.state === 'published');
  const ripe = published.filter(
    (key) => key.createdAtSeconds + publicationLeadSeconds <= nowSeconds,
  );
  const unripe = published.filter((key) => !ripe.includes(key));
  const actives = keys.filter((key) => key.state === 'active');
  const steps: RotationStep[] = [];

  // Without an active key the newest published one signs early: better unseen by a cache than no token.
  const next = ripe[0] ?? (actives.length === 0 ? unripe[0] : undefined);
  const signing = next ?? actives[0];
  if (signing === undefined) return [{ kind: 'create', algorithm, state: 'active' }];

  const deleteAfterSeconds =
    nowSeconds + settings.longestTokenLifetimeSeconds + publicationLeadSeconds;
  for (const key of actives) {
    if (key !== signing) steps.push({ kind: 'retire', kid: key.kid, deleteAfterSeconds });
  }
  if (next !== undefined) steps.push({ kind: 'activate', kid: next.kid });
  // A published key that was overtaken has signed nothing.
  for (const key of ripe) if (key !== next) steps.push({ kind: 'delete', kid: key.kid });

  const activatedAt = next === undefined ? signing.activatedAtSeconds : nowSeconds;
  const rotatesAt = (activatedAt ?? signing.createdAtSeconds) + settings.keyRotationDays * 86_400;
  const waiting = unripe.filter((key) => key !== next);
  if (waiting.length > 0) {
    due.push(...waiting.map((key) => key.createdAtSeconds + publicationLeadSeconds));
  } else if (nowSeconds >= rotatesAt - publicationLeadSeconds) {
    steps.push({ kind: 'create', algorithm, state: 'published' });
    due.push(nowSeconds + publicationLeadSeconds);
  } else {
    due.push(rotatesAt - publicationLeadSeconds);
  }
  return steps;
}

/**
 * Decides what is to be done with the keys of a project's issuer set. Every algorithm of `signingAlgorithms`
 * always has exactly one active key once the steps are done, whichever of them the project signs with now:
 * changing the algorithm then surprises no verifier.
 */
export function decideKeyRotation(
  keys: readonly RotatingKey[],
  settings: RotationSettings,
  nowSeconds: number,
): RotationPlan {
  const due: number[] = [];
  const steps: RotationStep[] = signingAlgorithms.flatMap((algorithm) =>
    decideAlgorithm(algorithm, { keys, settings, nowSeconds, due }),
  );
  for (const key of keys) {
    if (key.state !== 'retired' || key.deleteAfterSeconds === undefined) continue;
    if (key.deleteAfterSeconds <= nowSeconds) steps.push({ kind: 'delete', kid: key.kid });
    else due.push(key.deleteAfterSeconds);
  }
  const nextDecisionSeconds = Math.min(...due, nowSeconds + longestPauseSeconds);
  return { steps, nextDecisionSeconds };
}
