// Strict base64url (RFC 4648 section 5): one text for each byte string. Node's own decoder also takes
// padding, the other alphabet and stray bits, so that one token would have many spellings.

/** @returns the bytes, or undefined where the text is not the one canonical, unpadded encoding of any. */
export function parseBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
