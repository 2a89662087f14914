import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildMatrix, traceRequirements } from './build-matrix.ts';
import { specifications } from './specifications.ts';

const document = fileURLToPath(new URL('../../../../docs/conformance.md', import.meta.url));

describe('the conformance matrix', () => {
  it.each(specifications)(
    '$name: every requirement has a test, or what stands in place of one',
    (specification) => {
      const { rows, strayIds } = traceRequirements(specification);
      const unproven = rows.filter(
        ({ requirement, tests }) => requirement.instead === undefined && tests.length === 0,
      );
      expect(
        unproven.map(({ requirement }) => requirement.id),
        'requirements without a test',
      ).toEqual([]);
      expect(strayIds, 'titles whose id has no row in conformance/requirements').toEqual([]);
    },
  );

  it('no id stands twice', () => {
    const ids = specifications.flatMap(({ requirements }) => requirements.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('docs/conformance.md says what the tests say: run "npm run conformance" where it does not', () => {
    expect(readFileSync(document, 'utf8')).toBe(buildMatrix(specifications.map(traceRequirements)));
  });
});
