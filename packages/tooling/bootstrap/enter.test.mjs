import { expect, it } from 'vitest';
import { refuseNode } from './enter.mjs';

it('accepts Node 20.19 and everything newer', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.21.0']) {
    expect(refuseNode(version)).toBeUndefined();
  }
});

it('refuses an older Node in one sentence that names both versions', () => {
  for (const version of ['20.18.3', '18.20.4', '8.0.0']) {
    expect(refuseNode(version)).toBe(
      `Gatehouse needs Node 20.19 or later, and this is Node ${version}: install a newer Node and run the command again.`,
    );
  }
});
