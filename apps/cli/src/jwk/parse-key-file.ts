// Keys in a file: a JSON Web Key or a set of them (RFC 7517), or one key as PEM (RFC 7468).

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { isJsonObject, type JsonObject, memberAt } from '../json/json-object.ts';
import { CommandError } from '../terminal/command-error.ts';

function parsePem(text: string): KeyObject {
  return text.includes('PRIVATE KEY-----') ? createPrivateKey(text) : createPublicKey(text);
}

function parseJson(text: string): readonly JsonObject[] {
  const content: unknown = JSON.parse(text);
  const keys = memberAt(content, 'keys') ?? [content];
  return Array.isArray(keys) && keys.every(isJsonObject) ? keys : [];
}

function parseEither(text: string): readonly JsonObject[] {
  if (!text.trimStart().startsWith('-----BEGIN ')) return parseJson(text);
  return [{ ...parsePem(text).export({ format: 'jwk' }) }];
}

/**
 * @param name what the file is called in a complaint, which holds nothing of its content.
 * @returns at least one key, private members included where the file has them.
 * @throws CommandError where it holds no key.
 */
export function parseKeyFile(text: string, name: string): readonly JsonObject[] {
  let keys: readonly JsonObject[] = [];
  try {
    keys = parseEither(text);
  } catch {
    // The parser's message would quote the key.
  }
  if (keys.length > 0) return keys;
  throw new CommandError(`${name} holds no JSON Web Key, no set of them, and no key as PEM.`);
}
