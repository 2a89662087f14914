// The traits of a person against the one schema. Every problem is found, not only the first.

import type { UiMessage } from '../ui/messages.ts';
import { emailInvalid, propertyMissing, textTooLong, textUnusable } from '../ui/messages.ts';
import { parseEmail } from './check-email.ts';
import type { Traits } from './identity-record.ts';
import { maxNameLength } from './identity-schema.ts';

export type CheckedTraits =
  | { readonly traits: Traits }
  | { readonly problems: ReadonlyMap<string, UiMessage> };

// Control characters, line separators, and what turns the direction of the text around it.
const unusable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** @param input `email` and `name` as they were typed; names of problems are those of the form's fields. */
export function checkTraits(input: {
  readonly email: string | undefined;
  readonly name: string | undefined;
}): CheckedTraits {
  const problems = new Map<string, UiMessage>();
  const email = parseEmail(input.email ?? '');
  if ((input.email ?? '').trim() === '') problems.set('traits.email', propertyMissing('email'));
  else if (email === undefined) problems.set('traits.email', emailInvalid());
  const name = (input.name ?? '').normalize('NFC').trim();
  const nameLength = [...name].length;
  if (nameLength > maxNameLength) {
    problems.set('traits.name', textTooLong(maxNameLength, nameLength));
  } else if (unusable.test(name)) problems.set('traits.name', textUnusable());
  if (email === undefined || problems.size > 0) return { problems };
  return { traits: name === '' ? { email } : { email, name } };
}
