import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { patchDocument } from './patch-document.ts';

const document = { client_id: 'a', client_name: 'A', audience: ['x'], metadata: { deep: {} } };

test('a patch works on a copy', () => {
  const patch = [{ op: 'replace', path: '/client_name', value: 'B' }];
  expect(patchDocument(document, patch)).toEqual({ ...document, client_name: 'B' });
  expect(document.client_name).toBe('A');
});

test('no path reaches a prototype', () => {
  for (const path of ['/__proto__/x', '/metadata/__proto__', '/constructor/prototype/x']) {
    expect(() => patchDocument(document, [{ op: 'add', path, value: 1 }])).toThrow(
      AdministrationError,
    );
  }
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});

test('copies of copies do not grow a document without end', () => {
  const patch = [
    { op: 'add', path: '/metadata/a', value: 'x'.repeat(1000) },
    ...Array.from({ length: 50 }, (_, n) => ({
      op: 'copy',
      from: '/metadata',
      path: `/metadata/c${n}`,
    })),
  ];
  expect(() => patchDocument(document, patch)).toThrow('not valid');
});

test('a member is not moved into itself', () => {
  const patch = [{ op: 'move', from: '/metadata', path: '/metadata/deep/in' }];
  expect(() => patchDocument(document, patch)).toThrow(AdministrationError);
});

test('whatever the patch is, the answer is a document with its id or a refusal', () => {
  const pointer = fc.oneof(
    fc.constantFrom('/client_id', '/client_name', '/audience/0', '/audience/-', '/metadata', ''),
    fc.string(),
  );
  const operation = fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'jump'),
      path: pointer,
      from: pointer,
      value: fc.jsonValue(),
    }),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 5 }), (patch) => {
      try {
        expect(patchDocument(document, patch)['client_id']).toBe('a');
      } catch (error) {
        expect(error).toBeInstanceOf(AdministrationError);
      }
    }),
    { numRuns: 500 },
  );
});
