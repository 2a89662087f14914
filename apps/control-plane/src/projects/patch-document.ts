// JSON Patch (RFC 6902) on a project's document. More lenient than the RFC in one point: below a
// service's configuration, and at the fields of CORS, `add` and `replace` make what is missing on the
// way, because a document holds only what somebody set.

import type { JsonPatch } from '@gatehouse/contracts';
import { maxProjectDocumentBytes } from '@gatehouse/contracts';
import { applyPatch } from 'rfc6902';
import { Refusal } from '../http/refusal.ts';

type JsonObject = Record<string, unknown>;

const lenientPaths =
  /^\/(?:services\/(?:oauth2|identity|account_experience|permission)\/config|cors_admin|cors_public)\//;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Makes the objects on the way to the last token. @returns whether the member itself is there. */
function prepareWay(document: JsonObject, pointer: string): boolean {
  const tokens = pointer.split('/').slice(1).map(readToken);
  const last = tokens.pop();
  let parent: JsonObject = document;
  for (const token of tokens) {
    if (!Object.hasOwn(parent, token)) parent[token] = {};
    const next = parent[token];
    if (!isObject(next)) return true;
    parent = next;
  }
  return last !== undefined && Object.hasOwn(parent, last);
}

function adapt(document: JsonObject, operation: JsonPatch[number]): JsonPatch[number] {
  if (operation.op !== 'add' && operation.op !== 'replace') return operation;
  if (!lenientPaths.test(operation.path)) return operation;
  return prepareWay(document, operation.path) ? operation : { ...operation, op: 'add' };
}

// Copying a part into itself doubles the document with each operation.
function checkSize(document: JsonObject): void {
  if (Buffer.byteLength(JSON.stringify(document)) > maxProjectDocumentBytes) {
    throw new Refusal('invalid_request', 'The settings would be larger than 64 KiB.');
  }
}

/** @returns the name of what is wrong. A path through text or a number makes the library throw. */
function apply(document: JsonObject, operation: JsonPatch[number]): string | undefined {
  try {
    const [problem] = applyPatch(document, [operation]);
    return problem?.name;
  } catch {
    return 'TypeError';
  }
}

/**
 * Applies the patch to a copy.
 * @throws {Refusal} `invalid_request` naming the operation that does not apply, `conflict` for a `test`
 *   that does not hold.
 */
export function patchDocument(document: object, patch: JsonPatch): unknown {
  const patched: JsonObject = structuredClone({ ...document });
  for (const [index, operation] of patch.entries()) {
    // RFC 6902 section 4.4: the library would cut the part off and lose it.
    if (operation.op === 'move' && `${operation.path}/`.startsWith(`${operation.from}/`)) {
      throw new Refusal('invalid_request', `body.${index}: nothing moves into itself.`);
    }
    const problem = apply(patched, adapt(patched, operation));
    if (problem === 'TestError') {
      throw new Refusal('conflict', `body.${index}: the test does not hold.`);
    }
    if (problem !== undefined) {
      throw new Refusal('invalid_request', `body.${index}: does not apply at ${operation.path}.`);
    }
    checkSize(patched);
  }
  return patched;
}
