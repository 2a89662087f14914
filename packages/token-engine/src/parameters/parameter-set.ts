// Request parameters after the edge has parsed them: RFC 6749 sections 3.1 and 3.2. Each at most once,
// a parameter without a value is as if it were absent, unknown ones are ignored.

import type { Trail } from '../trace/trail.ts';

/** What the HTTP edge hands over: decoded values, and the names that came more than once. */
export interface FormParameters {
  readonly values: ReadonlyMap<string, string>;
  readonly duplicated: ReadonlySet<string>;
}

/** The parameters that an endpoint or grant type knows, with the longest value allowed, in characters. */
export type ParameterAllowList = Readonly<Record<string, number>>;

// Parameters that every client-authenticated endpoint knows.
export const clientParameters = {
  client_id: 255,
  client_secret: 512,
} as const satisfies ParameterAllowList;

export class ParameterSet {
  readonly #values: ReadonlyMap<string, string>;
  readonly #allowed: ParameterAllowList;

  private constructor(values: ReadonlyMap<string, string>, allowed: ParameterAllowList) {
    this.#values = values;
    this.#allowed = allowed;
  }

  /** Throws `duplicate_parameter` or `parameter_malformed` (over-long, or control characters). */
  static parse(form: FormParameters, allowed: ParameterAllowList, trail: Trail): ParameterSet {
    for (const name of form.duplicated) {
      throw trail.refuse('duplicate_parameter', 'parameters', { received: name });
    }
    for (const name of Object.keys(allowed)) {
      const value = form.values.get(name);
      if (value === undefined) continue;
      if (value.length > (allowed[name] ?? 0)) {
        throw trail.refuse('parameter_malformed', 'parameters', {
          expected: `${name} of at most ${allowed[name]} characters`,
          received: `${value.length} characters`,
        });
      }
      if (hasControlCharacter(value)) {
        throw trail.refuse('parameter_malformed', 'parameters', {
          expected: `${name} without control characters`,
        });
      }
    }
    return new ParameterSet(form.values, allowed);
  }

  /** @returns the value, or undefined where it is absent, empty, or not on the allow-list. */
  get(name: string): string | undefined {
    if (!Object.hasOwn(this.#allowed, name)) return undefined;
    const value = this.#values.get(name);
    return value === '' ? undefined : value;
  }

  /** @returns the value; throws `parameter_missing`. */
  require(name: string, trail: Trail): string {
    const value = this.get(name);
    if (value === undefined)
      throw trail.refuse('parameter_missing', 'parameters', { expected: name });
    return value;
  }
}

function hasControlCharacter(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
