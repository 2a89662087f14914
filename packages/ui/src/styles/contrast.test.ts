import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrastOf, parseHexColour } from '../brand/srgb.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

function readColours(block: RegExp): ReadonlyMap<string, string> {
  const body = block.exec(css)?.[1] ?? '';
  return new Map(
    [...body.matchAll(/--gh-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [
      name,
      hex,
    ]),
  );
}

const light = readColours(/^:root \{([^}]+)\}/m);
const dark = readColours(/:root:not\(\[data-theme="light"\]\) \{([^}]+)\}/);
const chosenDark = readColours(/^:root\[data-theme="dark"\] \{([^}]+)\}/m);

const textPairs = [
  ...['background', 'surface', 'sunken'].flatMap((ground) =>
    ['ink', 'muted', 'primary', 'success', 'warning', 'danger', 'info'].map(
      (text) => [text, ground] as const,
    ),
  ),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['on-danger', 'danger'],
] as const;

const tintPairs = ['primary', 'success', 'warning', 'danger', 'info'].map(
  (tone) => [tone, `${tone}-tint`] as const,
);

const controlPairs = [
  ['control-line', 'background'],
  ['control-line', 'surface'],
  ['focus', 'background'],
  ['focus', 'surface'],
] as const;

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, colours) => {
  const contrast = ([front, ground]: readonly [string, string]) => {
    const pair = [front, ground].map((name) => parseHexColour(colours.get(name) ?? ''));
    const [first, second] = pair;
    if (first === undefined || second === undefined) throw new Error(`${front} on ${ground}`);
    return contrastOf(first, second);
  };

  test.each(textPairs)('%s on %s is text that reaches 5.4:1', (front, ground) => {
    expect(contrast([front, ground])).toBeGreaterThanOrEqual(5.4);
  });

  test.each(tintPairs)('%s on %s is text that reaches 4.5:1', (front, ground) => {
    expect(contrast([front, ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(controlPairs)('%s on %s is a control that reaches 3.3:1', (front, ground) => {
    expect(contrast([front, ground])).toBeGreaterThanOrEqual(3.3);
  });
});

test('dark is the same whether the system or the person asks for it', () => {
  expect(chosenDark).toEqual(dark);
});
