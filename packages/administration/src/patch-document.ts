// JSON Patch (RFC 6902) on a document. Nothing here can reach a prototype, build a cycle, or grow a document
// beyond what a request could have sent.

import { applyPatch, type Operation } from 'rfc6902';
import type { AdministrationError } from './administration-error.ts';

const maxOperations = 100;
const maxDocumentLength = 65_536;
const longestPointer = 1024;
const operations = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);
const prototypeNames = new Set(['__proto__', 'constructor', 'prototype']);

/** What kind of document is patched. */
export interface PatchedKind {
  /** With its article, as `a client`. */
  readonly noun: string;
  /** A pointer into it, for whoever wrote none. */
  readonly examplePointer: string;
  readonly protectedMembers: ReadonlySet<string>;
  readonly invalid: (field: string, reason: string) => AdministrationError;
}

function parsePointer(value: unknown, kind: PatchedKind): string[] {
  if (
    typeof value !== 'string' ||
    value.length > longestPointer ||
    !/^(?:\/(?:[^~/]|~[01])*)+$/.test(value)
  ) {
    throw kind.invalid(
      'path',
      `Each path of a JSON Patch is a JSON Pointer such as ${kind.examplePointer}.`,
    );
  }
  const tokens = value
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (tokens.some((token) => prototypeNames.has(token))) {
    throw kind.invalid('path', `No member of ${kind.noun} is named like "${value}".`);
  }
  return tokens;
}

function checkOperation(input: unknown, kind: PatchedKind): Operation {
  if (typeof input !== 'object' || input === null || !('op' in input) || !('path' in input)) {
    throw kind.invalid('', 'Each operation of a JSON Patch has "op" and "path".');
  }
  const { op, path } = input;
  if (typeof op !== 'string' || !operations.has(op)) {
    throw kind.invalid('op', 'op is add, remove, replace, move, copy or test.');
  }
  const paths = [
    path,
    ...('from' in input && (op === 'move' || op === 'copy') ? [input.from] : []),
  ];
  if ((op === 'move' || op === 'copy') && paths.length < 2) {
    throw kind.invalid('from', `The operation ${op} has "from".`);
  }
  for (const pointer of paths) {
    const [member = ''] = parsePointer(pointer, kind);
    if (kind.protectedMembers.has(member) && op !== 'test') {
      throw kind.invalid(member, `${member} cannot be changed.`);
    }
  }
  // RFC 6902 section 4.4: nothing moves into itself.
  const [target, source] = paths.map(String);
  if (op === 'move' && source !== undefined && `${target}/`.startsWith(`${source}/`)) {
    throw kind.invalid('from', 'A member cannot be moved into itself.');
  }
  return input as Operation;
}

/** A path through text or a number makes the library throw where it should answer. */
function applies(document: object, operation: Operation): boolean {
  try {
    return applyPatch(document, [operation])[0] === null;
  } catch {
    return false;
  }
}

/**
 * Applies a patch to a copy of the document, all operations or none. Throws AdministrationError: invalid.
 * What comes out is untrusted and is checked like any input.
 */
export function patchDocument(
  kind: PatchedKind,
  document: object,
  patch: unknown,
): Record<string, unknown> {
  if (!Array.isArray(patch) || patch.length > maxOperations) {
    throw kind.invalid('', `A JSON Patch is a list of at most ${maxOperations} operations.`);
  }
  const patched: Record<string, unknown> = structuredClone({ ...document });
  for (const input of patch) {
    const operation = checkOperation(input, kind);
    if (!applies(patched, operation)) {
      throw kind.invalid('', `The operation ${operation.op} ${operation.path} cannot be applied.`);
    }
    // After each one: copies of copies would double the document every time.
    if (JSON.stringify(patched).length > maxDocumentLength) {
      throw kind.invalid('', `The document has at most ${maxDocumentLength} characters of JSON.`);
    }
  }
  return patched;
}
