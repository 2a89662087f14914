/** @returns the token of RFC 6750 section 2.1, or undefined where the header is absent or of another scheme. */
export function readBearer(header: string | undefined): string | undefined {
  return header?.match(/^bearer +(.*)$/i)?.[1];
}
