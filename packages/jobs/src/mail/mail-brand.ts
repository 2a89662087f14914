// How a project's mail looks. Colours are read strictly: they stand in style attributes.

import { type Addressing, buildProjectUrl, type ProjectSettings } from '@gatehouse/protocol';

export interface MailBrand {
  readonly projectName: string;
  readonly projectUrl: string;
  /** `#rrggbb` or `#rgb`. */
  readonly primaryColour: string;
  /** Of text on the primary colour. */
  readonly onPrimaryColour: string;
}

const neutralColour = '#1f2937';
const longestName = 80;

export function buildMailBrand(
  project: { readonly name: string; readonly slug: string },
  settings: Pick<ProjectSettings, 'branding'>,
  addressing: Addressing,
): MailBrand {
  const wanted = settings.branding.primaryColour ?? '';
  const primaryColour = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(wanted) ? wanted : neutralColour;
  return {
    projectName: project.name
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, longestName),
    projectUrl: buildProjectUrl(addressing, project.slug),
    primaryColour,
    onPrimaryColour: isLight(primaryColour) ? '#111827' : '#ffffff',
  };
}

/** By the relative luminance of WCAG 2.2: black text reads better above it. */
function isLight(colour: string): boolean {
  const digits = colour.slice(1);
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const share = Number.parseInt(full.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
}
