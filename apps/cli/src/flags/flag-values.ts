import type { Flag } from './flag.ts';
import { parseStringList } from './string-list.ts';

/** The flags of one invocation. Asking for a flag that the command does not declare is a fault of ours. */
export class FlagValues {
  readonly #flags: ReadonlyMap<string, Flag>;
  readonly #given: ReadonlyMap<string, readonly string[]>;

  /** @param given the texts behind each flag that stood on the command line, in order. */
  constructor(flags: readonly Flag[], given: ReadonlyMap<string, readonly string[]>) {
    this.#flags = new Map(flags.map((flag) => [flag.name, flag]));
    this.#given = given;
  }

  #find<Kind extends Flag['kind']>(name: string, kind: Kind): Extract<Flag, { kind: Kind }> {
    const flag = this.#flags.get(name);
    if (flag?.kind !== kind) throw new TypeError(`no ${kind} flag is named ${name}`);
    return flag as Extract<Flag, { kind: Kind }>;
  }

  /** Whether the flag stood on the command line, whatever its value. */
  wasGiven(name: string): boolean {
    return this.#given.has(name);
  }

  /** Whether the command has this flag at all. */
  isDeclared(name: string): boolean {
    return this.#flags.has(name);
  }

  string(name: string): string {
    return this.#given.get(name)?.at(-1) ?? this.#find(name, 'string').fallback;
  }

  strings(name: string): readonly string[] {
    const given = this.#given.get(name);
    return given === undefined
      ? this.#find(name, 'strings').fallback
      : given.flatMap(parseStringList);
  }

  boolean(name: string): boolean {
    this.#find(name, 'boolean');
    return this.#given.get(name)?.at(-1) === 'true';
  }

  /** A whole number of at least 0; checked when the command line was parsed. */
  integer(name: string): number {
    const given = this.#given.get(name)?.at(-1);
    return given === undefined ? this.#find(name, 'integer').fallback : Number(given);
  }
}
