/** Client metadata that breaks a rule: RFC 7591 section 3.2.2 (`invalid_client_metadata`, `invalid_redirect_uri`). */
export class ClientMetadataError extends Error {
  override readonly name = 'ClientMetadataError';
  /** The member of the document that is wrong. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
