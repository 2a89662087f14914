// What a specification demands of the product, in our words, each with the id that its tests begin with.

export type RequirementLevel = 'MUST' | 'SHOULD' | 'MAY';

export interface Requirement {
  /** Specification, section and a number: `RFC6749-2.3.1-1`. */
  readonly id: string;
  readonly level: RequirementLevel;
  readonly text: string;
  /** Why no test stands here; undefined where one has to. */
  readonly notApplicableBecause?: string;
}

export interface Specification {
  readonly name: string;
  /** The folder below `src/` that holds its tests. */
  readonly folder: string;
  readonly requirements: readonly Requirement[];
}

type Row = readonly [id: string, level: RequirementLevel, text: string, because?: string];

/** Tables are easier to read in rows than in objects. */
export function requirementsOf(rows: readonly Row[]): Requirement[] {
  return rows.map(([id, level, text, because]) => ({
    id,
    level,
    text,
    ...(because === undefined ? {} : { notApplicableBecause: because }),
  }));
}
