// Random choices that come again with the same seed.

import { createHash } from 'node:crypto';

export class Chance {
  #state: number;

  private constructor(seed: number) {
    this.#state = seed;
  }

  /** A source of its own for each name: what one draws does not depend on what others have drawn. */
  static of(seed: number, name: string): Chance {
    return new Chance(createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE());
  }

  /** From 0 to 1, without 1: the generator "mulberry32". */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** One of them. @throws where there is none. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.next() * items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** One of them, each as often as its weight says. @throws where there is none. */
  weigh<T>(items: readonly (readonly [weight: number, item: T])[]): T {
    let left = this.next() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new Error('There is nothing to pick from.');
  }

  /** About so many of them, in their order. */
  sample<T>(items: readonly T[], count: number): readonly T[] {
    const share = count / items.length;
    return share >= 1 ? items : items.filter(() => this.next() < share);
  }
}
