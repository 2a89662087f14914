// What counts as an e-mail address: RFC 5321 section 4.1.2 without quoted local parts and address literals,
// with the letters of RFC 6531. It decides form only; whether somebody reads it is for verification.

const maxLength = 254;
const localPart = /^[^\s@"(),:;<>[\]\\\p{C}]{1,64}$/u;
const domainLabel = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** @returns the address in NFKC, its case kept, or undefined where the text is none. */
export function parseEmail(text: string): string | undefined {
  if (text.length > 4 * maxLength || !text.isWellFormed()) return undefined;
  // Before anything is looked at: a full-width @ becomes an @ here.
  const address = text.normalize('NFKC').trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const labels = address.slice(at + 1).split('.');
  const isAddress =
    address.length <= maxLength &&
    localPart.test(local) &&
    !local.startsWith('.') &&
    !local.endsWith('.') &&
    !local.includes('..') &&
    labels.length > 1 &&
    labels.every((label) => domainLabel.test(label));
  return isAddress ? address : undefined;
}
