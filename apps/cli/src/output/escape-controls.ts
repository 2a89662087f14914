// Names and scopes are chosen by others: nothing that they contain may move the cursor, change colours
// or forge a line.

/** @returns the text with every control character and bidirectional override written as `\u001b`. */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
