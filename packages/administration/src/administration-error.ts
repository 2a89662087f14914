/** Why something was not done. */
export type AdministrationErrorKind = 'not_found' | 'invalid' | 'conflict' | 'forbidden';

/** A request that cannot be fulfilled. Message and reason are fit for the caller and hold no secret. */
export class AdministrationError extends Error {
  override readonly name = 'AdministrationError';
  readonly kind: AdministrationErrorKind;
  /** What exactly is wrong, and what to do. */
  readonly reason: string;
  /** The member of the input that is wrong. */
  readonly field: string | undefined;

  constructor(
    kind: AdministrationErrorKind,
    message: string,
    details: { readonly reason: string; readonly field?: string },
  ) {
    super(message);
    this.kind = kind;
    this.reason = details.reason;
    this.field = details.field;
  }
}
