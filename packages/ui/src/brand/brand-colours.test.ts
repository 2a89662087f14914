import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildBrandColours, buildBrandStyle } from './brand-colours.ts';
import { contrastOf, parseHexColour } from './srgb.ts';

const hexColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);

function contrast(first: string, second: string): number {
  const [one, two] = [parseHexColour(first), parseHexColour(second)];
  if (one === undefined || two === undefined) throw new Error(`${first} ${second}`);
  return contrastOf(one, two);
}

test('whatever colour a project chooses, its links and buttons can be read in light and dark', () => {
  fc.assert(
    fc.property(hexColour, fc.constantFrom('light' as const, 'dark' as const), (hex, scheme) => {
      const colours = buildBrandColours(hex, scheme);
      if (colours === undefined) throw new Error(hex);
      const surface = scheme === 'light' ? '#ffffff' : '#1e1b17';
      expect(contrast(colours.primary, surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours.onPrimary, colours.primary)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colours.onPrimary, colours.primaryHover)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('a colour that can be read is kept as it is', () => {
  expect(buildBrandColours('#006060', 'light')).toMatchObject({
    primary: '#006060',
    wasMoved: false,
  });
});

test('what is no colour changes nothing, whatever it tries to close', () => {
  for (const text of ['', 'red', '#12', '#fff;}body{display:none', '</style><script>']) {
    expect(buildBrandStyle(text)).toBe('');
  }
});
