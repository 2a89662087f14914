// The titles of all tests, read from their files: what is listed is what is there.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface TestTitle {
  /** `RFC6749-2.3.1-1`, or `attack 40`. */
  readonly id: string;
  /** What the test guarantees: the title without its id. */
  readonly guarantee: string;
  /** Below `src/`. */
  readonly file: string;
}

const source = fileURLToPath(new URL('..', import.meta.url));
// A title is the first argument of `it`, or of what `it.each(…)` returned; it begins with its id.
const titlePattern = /(['"`])((?:[A-Z]+\d*-[\w.]+(?:-\d+)?|attack \d+:) (?:(?!\1)[^\\]|\\.)*)\1/g;
const idPattern = /^(attack \d+|[A-Z]+\d*-[\w.]+(?:-\d+)?):? /;

export function readTestTitles(folder: string): TestTitle[] {
  const names = readdirSync(path.join(source, folder)).filter((name) => name.endsWith('.test.ts'));
  return names.sort().flatMap((name) => {
    const text = readFileSync(path.join(source, folder, name), 'utf8');
    return [...text.matchAll(titlePattern)].map(([, , title = '']) => {
      const id = idPattern.exec(title)?.[1] ?? '';
      return {
        id,
        guarantee: title.replace(idPattern, '').replaceAll(/\\(['"`])/g, '$1'),
        file: `${folder}/${name}`,
      };
    });
  });
}
