/** A storage fault (not a verdict): the edge answers 503 with Retry-After and never a success. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The caller hung up before its answer: nothing is at fault, and nobody hears of it. */
export class CallerGone extends StoreUnavailable {}
