// The end of a command that waits for the browser: a moment after the last page was answered, so that the
// browser has taken it.

import { setTimeout } from 'node:timers/promises';

const farewellMilliseconds = 1000;

export class LastAnswer {
  readonly #end: PromiseWithResolvers<void> = Promise.withResolvers();

  /** Resolves, or rejects with the failure, a moment after `give`. */
  get given(): Promise<void> {
    return this.#end.promise;
  }

  /** @param failure what the command ends with; undefined where all went well. */
  give(failure: unknown): void {
    void setTimeout(farewellMilliseconds).then(() =>
      failure === undefined ? this.#end.resolve() : this.#end.reject(failure),
    );
  }
}
