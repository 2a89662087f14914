// Which passwords may be chosen: NIST SP 800-63B section 3.1.1.2, OWASP ASVS 5.0 section 6.2. Length and
// what everybody would guess first; no rules about kinds of characters.

import { maxPasswordLength } from '@gatehouse/protocol';
import {
  passwordCommon,
  passwordLikeIdentifier,
  passwordTooLong,
  passwordTooShort,
  propertyMissing,
  type UiMessage,
} from '../ui/messages.ts';

export interface PasswordChoice {
  /** Prepared by NFKC. */
  readonly password: string;
  /** Normalised. */
  readonly identifier: string;
  readonly minLength: number;
  readonly isCommon: (password: string) => boolean;
}

/** @returns what is wrong with the choice, or undefined. Lengths are in code points. */
export function checkPassword(choice: PasswordChoice): UiMessage | undefined {
  const { password, identifier, minLength, isCommon } = choice;
  if (password === '') return propertyMissing('password');
  const length = [...password].length;
  if (length < minLength) return passwordTooShort(minLength, length);
  if (length > maxPasswordLength) return passwordTooLong(maxPasswordLength, length);
  if (isLikeIdentifier(password, identifier)) return passwordLikeIdentifier();
  return isCommon(password) ? passwordCommon() : undefined;
}

// A local part as short as this stands in many good passwords by chance.
const shortestTellingPart = 4;
const fewestOtherCharacters = 4;

function isLikeIdentifier(password: string, identifier: string): boolean {
  const folded = password.toLowerCase().normalize('NFKC');
  if (identifier === '') return false;
  if (folded.includes(identifier) || identifier.includes(folded)) return true;
  const local = identifier.slice(0, Math.max(identifier.lastIndexOf('@'), 0));
  return (
    local.length >= shortestTellingPart &&
    folded.includes(local) &&
    folded.length - local.length < fewestOtherCharacters
  );
}
