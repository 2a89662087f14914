/** Something in the form is wrong; the message says what to do. */
export class FormError extends Error {
  override readonly name = 'FormError';
}
