// Answers leave in groups. Each write wakes whoever waits at the other end of a connection, and waking several
// one after the other costs a busy machine a third of what it can do; behind one another they cost little.

/** More would keep those waiting that could already ask for the next thing. */
const together = 16;

export interface QueuedAnswer {
  /** Sends it. Does not throw. */
  leave(): void;
}

export class AnswerQueue {
  #waiting: QueuedAnswer[] = [];

  /** It leaves when the group is full, or when everything that has arrived by now has been looked at. */
  push(answer: QueuedAnswer): void {
    this.#waiting.push(answer);
    if (this.#waiting.length === 1) setImmediate(this.#flush);
    else if (this.#waiting.length === together) this.#flush();
  }

  readonly #flush = (): void => {
    const leaving = this.#waiting;
    this.#waiting = [];
    for (const answer of leaving) answer.leave();
  };
}
