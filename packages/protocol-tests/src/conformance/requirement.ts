// What a specification demands of the product, in our words, each with the id that its tests begin with.

export type RequirementLevel = 'MUST' | 'SHOULD' | 'MAY';

export interface Requirement {
  /** Specification, section and a number: `RFC6749-2.3.1-1`. */
  readonly id: string;
  readonly level: RequirementLevel;
  readonly text: string;
  /** What stands in place of a test here; undefined where there has to be one. */
  readonly instead?: string;
}

/** The requirement does not concern the product. */
export const notApplicableBecause = (reason: string) => `Not applicable because ${reason}.`;
/** Other tests prove it: it cannot be reached over HTTP, or stands under another requirement. */
export const provenBy = (tests: string) => `Proven by ${tests}.`;

export interface Specification {
  readonly name: string;
  /** The folder below `src/` that holds its tests. */
  readonly folder: string;
  readonly requirements: readonly Requirement[];
}

type Row = readonly [id: string, level: RequirementLevel, text: string, instead?: string];

/** Tables are easier to read in rows than in objects. */
export function requirementsOf(rows: readonly Row[]): Requirement[] {
  return rows.map(([id, level, text, instead]) => ({
    id,
    level,
    text,
    ...(instead === undefined ? {} : { instead }),
  }));
}
