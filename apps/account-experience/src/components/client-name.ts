// The name of a client is its owner's word: shown as text, in one line, never longer than a heading bears.

const longestName = 64;

/**
 * @returns the name without characters that turn or hide text (Unicode TR 36) and without towers of accents, cut
 *   where it is too long; the fallback where nothing is left.
 */
export function readClientName(name: string | undefined, fallback: string): string {
  const plain = (name ?? '')
    .replaceAll(/[\p{Z}\t\r\n]+/gu, ' ')
    .replaceAll(/\p{C}/gu, '')
    .replaceAll(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  const characters = [...plain];
  if (characters.length > longestName)
    return `${characters.slice(0, longestName).join('').trim()}…`;
  return plain === '' ? fallback : plain;
}
