// Says what a refusal means, in Ory's words where Ory has them, then what to do about it.

import { memberAt, textAt } from '../json/json-object.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { CommandError } from '../terminal/command-error.ts';

/** What a refused request was about; `hints` are sentences for the reader, most helpful first. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly hints: readonly string[];
}

/** @returns message and reason of Ory's error body, or the body itself as JSON. */
function describeBody({ status, body }: Refusal): readonly string[] {
  const message = textAt(body, 'error', 'message');
  const reason = textAt(body, 'error', 'reason');
  const texts = [message, reason].filter((text) => text !== undefined && text !== '');
  if (texts.length > 0) return texts.map((text) => escapeControls(text ?? ''));
  if (body === undefined) return [`The request was refused with status ${status}.`];
  return [JSON.stringify(body, undefined, 2), 'Failed to execute API request, see error above.'];
}

/** @returns the failure to throw. The body is the server's answer and holds no secret of ours. */
export function explainRefusal(refusal: Refusal): CommandError {
  return new CommandError([...describeBody(refusal), ...refusal.hints].join('\n'));
}

/** @returns the code of an OAuth error body (RFC 6749 section 5.2), or undefined. */
export function oauthErrorCode(body: unknown): string | undefined {
  const code = memberAt(body, 'error');
  return typeof code === 'string' ? code : undefined;
}
