/** Work that is under way, by key: whoever asks for the same meanwhile waits for the same answer. */
export class SingleFlight<Value> {
  readonly #underWay = new Map<string, Promise<Value>>();

  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }

  /**
   * Joins the work of that key, or starts it.
   * @param keep is called with the answer unless `forget` came between: then it may be out of date.
   */
  run(key: string, work: () => Promise<Value>, keep: (value: Value) => void): Promise<Value> {
    const joined = this.#underWay.get(key);
    if (joined !== undefined) return joined;
    const started = work().then(
      (value) => {
        if (this.#end(key, started)) keep(value);
        return value;
      },
      (error: unknown) => {
        this.#end(key, started);
        throw error;
      },
    );
    this.#underWay.set(key, started);
    return started;
  }

  /** Nobody joins what is under way any more, and its answer is not kept. */
  forget(key: string): void {
    this.#underWay.delete(key);
  }

  #end(key: string, finished: Promise<Value>): boolean {
    if (this.#underWay.get(key) !== finished) return false;
    return this.#underWay.delete(key);
  }
}
