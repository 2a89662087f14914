// The authorization response: RFC 6749 sections 4.1.2 and 4.1.2.1, with the issuer of RFC 9207.

import { escapeControls } from '../output/escape-controls.ts';
import { CommandError } from '../terminal/command-error.ts';

/** An answer that refuses: `code` is the one of RFC 6749 section 4.1.2.1. */
export class AuthorizationRefusal extends CommandError {
  readonly code: string;
  readonly description: string;

  constructor(code: string, description: string) {
    super(description === '' ? code : `${code}: ${description}`);
    this.code = code;
    this.description = description;
  }
}

/**
 * Reads the answer to a request whose state is known to be ours.
 * @returns the code.
 * @throws CommandError where it comes from another issuer (RFC 9207 section 2.4), is malformed, or
 *   refuses.
 */
export function parseAuthorizationResponse(query: URLSearchParams, issuer: string): string {
  const repeated = [...new Set(query.keys())].find((name) => query.getAll(name).length > 1);
  if (repeated !== undefined) {
    throw new CommandError(`The answer names ${escapeControls(repeated)} more than once.`);
  }
  const named = query.get('iss');
  if (named !== issuer) {
    throw new CommandError(
      `The answer comes from ${named === null ? 'an unnamed issuer' : escapeControls(named)} and not from ${issuer} (RFC 9207). Its code was not used.`,
    );
  }
  const error = query.get('error');
  if (error !== null) {
    const description = query.get('error_description') ?? '';
    throw new AuthorizationRefusal(escapeControls(error), escapeControls(description));
  }
  const code = query.get('code');
  if (code === null || code === '') throw new CommandError('The answer holds no code.');
  return code;
}
