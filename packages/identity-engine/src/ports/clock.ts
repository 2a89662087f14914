/** The time. The production clock follows the database's, so that every node agrees on expiry. */
export interface Clock {
  /** @returns whole seconds since the epoch. */
  nowSeconds(): number;
  /** @returns milliseconds since the epoch, for ids and trace times; no decision uses it. */
  nowMilliseconds(): number;
}
