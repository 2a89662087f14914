/** @returns BASE64URL(SHA-256(ASCII(text))), as PKCE and `at_hash` have it. Pure, so no port of a project. */
export type Sha256 = (text: string) => string;
