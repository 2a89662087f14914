// What a log line may hold. Secrets are taken out by the name of the member, and out of free text by
// their shape; control characters are escaped, so that nothing in a line can pass for another line.

import { tokenPrefixes } from '@gatehouse/protocol';

const redacted = '[redacted]';

const secretNames = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'cookies',
  'set-cookie',
  'code_verifier',
  'id_token_hint',
  'client_assertion',
  'keyring',
  'gatehouse_keyring',
  'database_url',
  'database_direct_url',
  'redis_url',
  'gatehouse_smtp_url',
  'recipient',
]);

const secretEndings = ['token', 'secret', 'password', 'passphrase', 'apikey', 'api_key'];

// A number or a boolean is no secret: a status `code: 404` stays readable.
function isSecretMember(name: string, value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return false;
  const lower = name.toLowerCase();
  // System errors carry their kind in `code`: EADDRINUSE, 42P01.
  if (lower === 'code') return !(typeof value === 'string' && /^[A-Z0-9_]{1,24}$/.test(value));
  return secretNames.has(lower) || secretEndings.some((ending) => lower.endsWith(ending));
}

const secretsInText: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b(${Object.values(tokenPrefixes).join('|')})[\\w.-]+`, 'g'), `$1${redacted}`],
  [/\bwhsec_[\w+/=]+/g, `whsec_${redacted}`],
  [/\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]{8,}/gi, `$1 ${redacted}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, redacted],
  [/(\b\w{1,32}:\/\/)[^\s/@:]*:[^\s/@]+@/g, `$1${redacted}@`],
  // People are named by their ids. Storage errors quote the row that they are about.
  [/[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,63}/gu, redacted],
  [
    /\b((?:code|device_code|user_code|token|password|secret|client_assertion|code_verifier|[\w-]+_(?:token|secret|challenge|verifier))=)[^&\s"'#]+/gi,
    `$1${redacted}`,
  ],
];

/** Takes secrets out of free text (messages, stacks, URLs) and escapes control characters. */
export function redactText(text: string): string {
  let result = text;
  for (const [pattern, replacement] of secretsInText) result = result.replace(pattern, replacement);
  return escapeControlCharacters(result);
}

// JSON escapes C0 by itself, but not DEL, C1 (a terminal takes U+009B for the start of an ANSI sequence)
// or the Unicode line separators. The newlines of a stack stay.
function escapeControlCharacters(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Each pattern above needs one of these, as does a member's name; everything else is plain ASCII. */
const secretMembers = ['code', ...secretNames, ...secretEndings].join('|');
const suspicious = new RegExp(
  `gh_|whsec_|eyJ|://|[@=\\\\]|bearer|basic|dpop|(?:${secretMembers})":|[^\\x20-\\x7e]`,
  'i',
);

/** @returns whether `redact` might change a line of JSON. It costs a fraction of trying. */
export function mayHoldSecrets(line: string): boolean {
  return suspicious.test(line);
}

/** @returns a copy of a JSON value that may be logged. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(redact);
  const entries = Object.entries(value).map(([name, member]) => [
    redactText(name),
    isSecretMember(name, member) ? redacted : redact(member),
  ]);
  return Object.fromEntries(entries);
}
