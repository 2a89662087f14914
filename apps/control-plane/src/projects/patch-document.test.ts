import type { JsonPatch } from '@gatehouse/contracts';
import { emptyProjectDocument } from '@gatehouse/protocol';
import { describe, expect, it } from 'vitest';
import { buildDifference } from './editable-project.ts';
import { patchDocument } from './patch-document.ts';

const document = { name: 'Acme', ...emptyProjectDocument };
const config = '/services/oauth2/config';

describe('a patch of a project', () => {
  it.each(['add', 'replace'] as const)('%s makes what is missing on the way to a setting', (op) => {
    const patch: JsonPatch = [{ op, path: `${config}/ttl/access_token`, value: '2h' }];
    expect(patchDocument(document, patch)).toMatchObject({
      services: { oauth2: { config: { ttl: { access_token: '2h' } } } },
    });
  });

  it('leaves what it was given untouched', () => {
    patchDocument(document, [{ op: 'add', path: `${config}/ttl`, value: {} }]);
    expect(document.services.oauth2.config).toEqual({});
  });

  it.each<[string, JsonPatch[number]]>([
    ['replace of a field that there is not', { op: 'replace', path: '/id', value: 'x' }],
    ['remove of what is not there', { op: 'remove', path: `${config}/ttl` }],
    ['copy of what is not there', { op: 'copy', from: `${config}/a`, path: `${config}/b` }],
    ['a path through text', { op: 'add', path: '/name/x', value: 1 }],
    ['the whole document', { op: 'replace', path: '', value: {} }],
    ['a move into itself', { op: 'move', from: '/services', path: `${config}/x` }],
  ])('%s is refused', (_, operation) => {
    expect(() => patchDocument(document, [operation])).toThrow(
      expect.objectContaining({ id: 'invalid_request' }),
    );
  });

  it('a test that does not hold is a conflict', () => {
    const patch: JsonPatch = [{ op: 'test', path: '/name', value: 'Other' }];
    expect(() => patchDocument(document, patch)).toThrow(
      expect.objectContaining({ id: 'conflict' }),
    );
  });

  it('cannot grow by copies of copies', () => {
    const start: JsonPatch = [{ op: 'add', path: `${config}/a`, value: 'x'.repeat(1000) }];
    const doubling: JsonPatch = Array.from({ length: 100 }, (_, index) => ({
      op: 'copy',
      from: '/services/oauth2',
      path: `/services/oauth2/config/copy${index}`,
    }));
    expect(() => patchDocument(document, [...start, ...doubling])).toThrow(
      expect.objectContaining({ id: 'invalid_request' }),
    );
  });
});

describe('the difference of two documents', () => {
  const withConfig = (oauth2: Record<string, unknown>) => ({
    ...emptyProjectDocument,
    services: { ...emptyProjectDocument.services, oauth2: { config: oauth2 } },
  });

  it('leads from one to the other', () => {
    const before = withConfig({ a: 1, list: [1, 2], gone: true });
    const after = withConfig({ a: 2, list: [2, 3], made: { b: 'x' } });
    const difference = buildDifference(before, after);
    expect(patchDocument(before, difference as JsonPatch)).toEqual(after);
  });

  it('is empty between equals', () => {
    expect(buildDifference(withConfig({ a: [1] }), withConfig({ a: [1] }))).toEqual([]);
  });

  it('of long lists is one replacement, because the shortest edit would cost the product of their lengths', () => {
    const before = withConfig({ list: Array.from({ length: 20_000 }, (_, index) => index % 2) });
    const after = withConfig({ list: Array.from({ length: 20_000 }, (_, index) => index % 3) });
    expect(buildDifference(before, after)).toHaveLength(1);
  });
});
