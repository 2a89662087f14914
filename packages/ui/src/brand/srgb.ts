// Colours as they are mixed on screens: hex to linear light and back, and the contrast of WCAG 2.2.

export interface Srgb {
  /** 0 to 255. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** @returns the colour of `#rgb` or `#rrggbb`, or undefined for anything else. */
export function parseHexColour(text: string): Srgb | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  if (short !== null)
    return parseHexColour(
      `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`,
    );
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (match === null) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((pair) => Number.parseInt(pair, 16));
  return { red, green, blue };
}

/** @returns `#rrggbb`. */
export function formatHexColour({ red, green, blue }: Srgb): string {
  const pair = (channel: number) => Math.round(channel).toString(16).padStart(2, '0');
  return `#${pair(red)}${pair(green)}${pair(blue)}`;
}

/** @returns `share` (0 to 1) of the second colour in the first. */
export function mixColours(first: Srgb, second: Srgb, share: number): Srgb {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return {
    red: mix(first.red, second.red),
    green: mix(first.green, second.green),
    blue: mix(first.blue, second.blue),
  };
}

function linearLight(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function luminance({ red, green, blue }: Srgb): number {
  return 0.2126 * linearLight(red) + 0.7152 * linearLight(green) + 0.0722 * linearLight(blue);
}

/** @returns the contrast of WCAG 2.2, 1 to 21. */
export function contrastOf(first: Srgb, second: Srgb): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
