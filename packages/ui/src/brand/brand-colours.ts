// A project's brand colour takes the place of `primary` on its hosted pages. What would be hard to read is
// moved until it reaches 4.5:1; the rest is computed from it.

import { contrastOf, formatHexColour, mixColours, parseHexColour, type Srgb } from './srgb.ts';

const black: Srgb = { red: 0, green: 0, blue: 0 };
const white: Srgb = { red: 255, green: 255, blue: 255 };
const surfaces = {
  light: { surface: { red: 255, green: 255, blue: 255 }, towards: black },
  dark: { surface: { red: 0x1e, green: 0x1b, blue: 0x17 }, towards: white },
} as const;

export interface BrandColours {
  readonly primary: string;
  readonly onPrimary: string;
  readonly primaryHover: string;
  readonly primaryTint: string;
  /** Whether the colour had to be moved to be readable. */
  readonly wasMoved: boolean;
}

function reachContrast(colour: Srgb, surface: Srgb, towards: Srgb): Srgb {
  for (let share = 0; share < 1; share += 0.02) {
    const moved = mixColours(colour, towards, share);
    if (contrastOf(moved, surface) >= 4.6) return moved;
  }
  return towards;
}

/** @returns the colours for one scheme, or undefined where `hex` is no colour. */
export function buildBrandColours(hex: string, scheme: 'light' | 'dark'): BrandColours | undefined {
  const wanted = parseHexColour(hex);
  if (wanted === undefined) return undefined;
  const { surface, towards } = surfaces[scheme];
  const primary = reachContrast(wanted, surface, towards);
  const onPrimary = contrastOf(primary, white) >= 4.5 ? white : black;
  return {
    primary: formatHexColour(primary),
    onPrimary: formatHexColour(onPrimary),
    primaryHover: formatHexColour(mixColours(primary, towards, 0.18)),
    primaryTint: formatHexColour(mixColours(surface, primary, 0.12)),
    wasMoved: formatHexColour(primary) !== formatHexColour(wanted),
  };
}

function declare({ primary, onPrimary, primaryHover, primaryTint }: BrandColours): string {
  return (
    `--gh-primary:${primary};--gh-on-primary:${onPrimary};--gh-primary-hover:${primaryHover};` +
    `--gh-primary-tint:${primaryTint};--gh-focus:${primary}`
  );
}

/** @returns a style sheet that puts the brand colour in the place of primary; '' for what is no colour. */
export function buildBrandStyle(hex: string): string {
  const light = buildBrandColours(hex, 'light');
  const dark = buildBrandColours(hex, 'dark');
  if (light === undefined || dark === undefined) return '';
  return (
    `:root{${declare(light)}}` +
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){${declare(dark)}}}`
  );
}
