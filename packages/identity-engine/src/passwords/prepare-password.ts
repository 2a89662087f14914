/**
 * @returns the password as it is hashed: NFKC, so that the same keys pressed on two systems are the same
 *   password (RFC 8265 section 4.2, NIST SP 800-63B section 3.1.1.2). Nothing is trimmed or cut.
 */
export function preparePassword(password: string): string {
  return password.normalize('NFKC');
}
