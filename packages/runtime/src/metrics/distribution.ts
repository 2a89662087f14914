/** Upper ends of buckets for durations, in seconds. */
export const durationBoundaries: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

export interface DistributionReading {
  readonly boundaries: readonly number[];
  /** One for each boundary, and one for what lies beyond the last. */
  readonly counts: readonly number[];
  readonly sum: number;
  readonly count: number;
}

/** How often values fell between which boundaries. */
export class Distribution {
  readonly #boundaries: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(boundaries: readonly number[]) {
    this.#boundaries = boundaries;
    this.#counts = Array.from({ length: boundaries.length + 1 }, () => 0);
  }

  add(value: number): void {
    let bucket = 0;
    while (value > (this.#boundaries[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
    this.#count += 1;
  }

  read(): DistributionReading {
    return {
      boundaries: this.#boundaries,
      counts: [...this.#counts],
      sum: this.#sum,
      count: this.#count,
    };
  }
}
