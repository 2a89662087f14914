// The passwords that everybody tries first: some 18,000 of eight characters or more, from the dictionaries
// that @zxcvbn-ts keeps. They ship with us; nobody outside is asked.

import { dictionary } from '@zxcvbn-ts/language-common';

const shortest = 8;
let common: ReadonlySet<string> | undefined;

/** @returns whether the list has the password, in any case. */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(dictionary['passwords-common'].filter((known) => known.length >= shortest));
  return common.has(password.toLowerCase()) || isRepetition(password);
}

const longestPiece = 4;

/** One or two characters, or one short piece over and over: no list has them all. */
function isRepetition(password: string): boolean {
  const characters = [...password];
  if (new Set(characters).size <= 2) return true;
  return Array.from({ length: longestPiece }, (_, index) => index + 1).some((length) =>
    characters.every((character, index) => character === characters[index % length]),
  );
}
