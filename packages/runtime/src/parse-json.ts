// JSON bodies (RFC 8259), strictly: what two readers could read differently is refused, and nothing in a
// body may cost more than its length.

const maxDepth = 32;
const maxNumberLength = 64;

export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

/** @returns the value, or what is wrong, in words that hold nothing of the body. */
export function parseJson(body: Buffer): ParsedJson {
  const text = decodeUtf8(body);
  if (text === undefined) return { problem: 'The body is not valid UTF-8.' };
  try {
    const value: unknown = JSON.parse(text);
    const problem = findAmbiguity(text);
    return problem === undefined ? { value } : { problem };
  } catch {
    return { problem: 'The body is not valid JSON.' };
  }
}

function decodeUtf8(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

const tokenPattern = /"(?:[^"\\]|\\.)*"|[{}[\],:]|-?[0-9][^\s,\]}]*/g;
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/** One pass over the tokens of a text that is known to be JSON. */
function findAmbiguity(text: string): string | undefined {
  // For every open object the names that it has so far; undefined for an open array.
  const open: (Set<string> | undefined)[] = [];
  let expectsName = false;
  for (const [token] of text.matchAll(tokenPattern)) {
    const first = token.charAt(0);
    if (first === '{' || first === '[') {
      if (open.push(first === '{' ? new Set() : undefined) > maxDepth) {
        return `The body is nested deeper than ${maxDepth} levels.`;
      }
      expectsName = first === '{';
    } else if (first === '}' || first === ']') {
      open.pop();
      expectsName = false;
    } else if (first === ',') {
      expectsName = open.at(-1) !== undefined;
    } else if (first === '"') {
      const problem = checkString(token, expectsName ? open.at(-1) : undefined);
      if (problem !== undefined) return problem;
      expectsName = false;
    } else if (first !== ':') {
      const problem = checkNumber(token);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function checkNumber(token: string): string | undefined {
  if (token.length > maxNumberLength) {
    return `The body has a number of more than ${maxNumberLength} characters.`;
  }
  return Number.isFinite(Number(token)) ? undefined : 'The body has a number beyond all bounds.';
}

/** @param names the names of the object that this string is a name in, or undefined for a value. */
function checkString(token: string, names: Set<string> | undefined): string | undefined {
  if (names === undefined && !token.includes('\\u')) return undefined;
  const value: unknown = JSON.parse(token);
  if (typeof value !== 'string' || !value.isWellFormed()) {
    return 'The body has a string with half a surrogate pair.';
  }
  // PostgreSQL stores it nowhere.
  if (value.includes('\0')) return 'The body has a string with a NUL character.';
  if (names === undefined) return undefined;
  if (forbiddenNames.has(value)) return 'The body has a member of a forbidden name.';
  if (names.has(value)) return 'The body has a member twice.';
  names.add(value);
  return undefined;
}
