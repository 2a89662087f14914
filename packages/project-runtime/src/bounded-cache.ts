interface Entry<Value> {
  readonly value: Value;
  /** Since the entry last came up to be forgotten. */
  isUsed: boolean;
}

/** So many that were used lately are passed over to forget one: nobody waits for a walk through all of them. */
const mostPassed = 64;

/**
 * A map of at most `limit` entries. To make room it forgets the oldest one that was not used since it came up
 * for that the last time: nearly the one whose use is longest ago, and a use moves nothing.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #limit: number;
  readonly #onForget: ((value: Value) => void) | undefined;

  /** @param onForget is called with what had to make room. */
  constructor(limit: number, onForget?: (value: Value) => void) {
    this.#limit = limit;
    this.#onForget = onForget;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (!entry.isUsed) entry.isUsed = true;
    return entry.value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, isUsed: false });
    if (this.#entries.size > this.#limit) this.#forgetOne(key);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** What was just added stays. */
  #forgetOne(added: string): void {
    let passed = 0;
    for (const [key, entry] of this.#entries) {
      if (key === added) continue;
      this.#entries.delete(key);
      passed += 1;
      if (!entry.isUsed || passed > mostPassed) {
        this.#onForget?.(entry.value);
        return;
      }
      entry.isUsed = false;
      this.#entries.set(key, entry);
    }
  }
}
