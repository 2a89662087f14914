// docs/operations.md tells what there is: every variable, and only metrics that exist.

import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../bootstrap/places.mjs';
import { isKnownVariable, readFile, readKnownVariables } from './deployment-files.mjs';

const text = readFile('docs/operations.md');
const table = text.slice(text.indexOf('## Variables'), text.indexOf('## Upgrade'));
const apps = [
  'all-in-one',
  'project-api',
  'control-plane',
  'account-experience',
  'console',
  'worker',
];
const known = new Set(apps.flatMap((app) => [...readKnownVariables(app)]));

const isVariable = (name) =>
  /^(?:GATEHOUSE|DATABASE|REDIS|OTEL)_|^(?:PORT|HOST|LOG_LEVEL)$/.test(name);

describe('docs/operations.md', () => {
  it('names every variable that a process reads', () => {
    const missing = [...known].filter((name) => isVariable(name) && !table.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });

  it('names no variable that nothing reads', () => {
    const named = table.match(/`(?:GATEHOUSE|DATABASE|REDIS|OTEL)_[A-Z_]+`/g) ?? [];
    const unread = named
      .map((name) => name.slice(1, -1))
      // The exporter reads its own variables.
      .filter((name) => !name.startsWith('OTEL_EXPORTER_OTLP_') && !isKnownVariable(name, known))
      .filter((name) => !name.endsWith('_'));
    expect(unread).toEqual([]);
  });

  it('alerts on metrics that exist', () => {
    const sources = globSync('{packages,apps}/*/src/**/*.ts', { cwd: inRoot() });
    const source = sources
      .filter((file) => !file.endsWith('.test.ts'))
      .map(readFile)
      .join('\n');
    const names = new Set(text.match(/\bgatehouse_[a-z_]+(?=[{[) ])/g));
    names.delete('gatehouse_app');
    expect(names.size).toBeGreaterThan(8);
    for (const name of names) {
      const metric = name.replace(/_(?:bucket|count|sum)$/, '');
      expect(source.includes(`${metric}'`) || source.includes(`${metric}:`), name).toBe(true);
    }
  });
});
