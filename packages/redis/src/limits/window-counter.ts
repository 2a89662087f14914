// One counter over a sliding window, approximated by two fixed ones: the one before counts by the share of
// it that the window still covers.

export interface CountedWindow {
  readonly count: number;
  readonly windowSeconds: number;
}

/** Shares of a window are fractions: whoever waited exactly long enough is through. */
const rounding = 1e-6;

export class WindowCounter {
  /** Which window `own` and `shared` are about, counted from the epoch. */
  index: number;
  /** What this process counted in the window. */
  own = 0;
  /** How much of `own` the others know. */
  sent = 0;
  #shared = 0;
  #previous = 0;

  constructor(index: number) {
    this.index = index;
  }

  /** Begins a new window where that of the counter is over. */
  moveTo(index: number): void {
    if (index === this.index) return;
    this.#previous = index === this.index + 1 ? this.current : 0;
    this.index = index;
    this.own = 0;
    this.sent = 0;
    this.#shared = 0;
  }

  /** What all processes counted in the window, as far as it is known; never less than what this one did. */
  get current(): number {
    return Math.max(this.own, this.#shared + this.own - this.sent);
  }

  /** @param total what all have counted, `added` of this process included. */
  learn(total: number, added: number): void {
    this.sent += added;
    this.#shared = total;
  }

  /** @param elapsed share of the window that is over, from 0 to 1. */
  used(elapsed: number): number {
    return this.current + this.#previous * (1 - elapsed);
  }

  /** @returns the seconds until one more is free. */
  waitSeconds({ count, windowSeconds }: CountedWindow, elapsed: number): number {
    const spare = count - 1;
    if (this.used(elapsed) <= spare + rounding) return 0;
    const { current } = this;
    // Within this window only what the one before counts shrinks; in the next one this shrinks.
    const share =
      current <= spare
        ? 1 - (spare - current) / this.#previous - elapsed
        : 1 - elapsed + (1 - spare / current);
    return Math.max(1, Math.ceil(share * windowSeconds));
  }
}
