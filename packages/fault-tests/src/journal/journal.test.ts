import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Entry } from './entry.ts';
import { hashOf, Journal } from './journal.ts';

let journal: Journal;
beforeEach(async () => {
  journal = await Journal.create();
});
afterEach(async () => {
  if (existsSync(journal.file)) await journal.close();
});

const entry = (request: string): Entry => ({ request, kind: 'issued', subject: request });

it('what was appended stands in the file, each entry once, however many were appended at a time', async () => {
  const requests = Array.from({ length: 200 }, (_, index) => `r-${index}`);
  await Promise.all(requests.map((request) => journal.append(entry(request))));
  const [first] = await journal.read();
  expect(first?.atMilliseconds).toBeGreaterThan(0);
  expect((await journal.read()).map(({ request }) => request)).toEqual(requests);
});

it('an entry is on the disk when its append resolves', async () => {
  const others = Array.from({ length: 50 }, (_, index) => journal.append(entry(`other-${index}`)));
  await journal.append(entry('mine'));
  expect(readFileSync(journal.file, 'utf8')).toContain('"request":"mine"');
  await Promise.all(others);
});

it('tokens stand in it sealed, in a file of its owner alone', async () => {
  const sealed = journal.seal('access', 'gh_at_secret');
  await journal.append({ ...entry('r'), tokens: [sealed] });
  expect(readFileSync(journal.file, 'utf8')).not.toContain('gh_at_secret');
  expect(sealed.hash).toBe(hashOf('gh_at_secret'));
  expect(journal.unseal(sealed)).toBe('gh_at_secret');
  expect(statSync(journal.file).mode & 0o777).toBe(0o600);
});

it('closing removes it', async () => {
  await journal.close();
  expect(existsSync(journal.file)).toBe(false);
});
