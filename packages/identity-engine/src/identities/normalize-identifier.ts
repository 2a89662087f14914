/**
 * @returns the identifier as it is looked up: compatibility forms and case folded together, so that no two
 *   accounts of a project look the same to NFKC (RFC 8265 section 3.3, with the mapping of case).
 */
export function normalizeIdentifier(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
}
