// The curve as a picture: SVG by hand, with colours for light and dark.

import { type GrowthPoint, type GrowthStep, growthPaths } from './growth-curve.ts';

const width = 760;
const height = 400;
const plot = { left: 64, right: width - 24, top: 84, bottom: height - 72 };
const gridStep = 0.2;
/** Marks of one step stand side by side. */
const markDistance = 11;

const styles = `
  text { font: 13px system-ui, sans-serif; fill: #1f2933; }
  .title { font-size: 16px; font-weight: 600; }
  .minor { fill: #52606d; }
  .page { fill: #ffffff; }
  .grid { stroke: #d9dee4; }
  .introspect { stroke: #1d5fd1; fill: #1d5fd1; }
  .refresh { stroke: #b4500b; fill: #b4500b; }
  .cc { stroke: #0b7a6f; fill: #0b7a6f; }
  path.line { fill: none; stroke-width: 2.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb; }
    .minor { fill: #a7b1bd; }
    .page { fill: #14181d; }
    .grid { stroke: #333c46; }
    .introspect { stroke: #7db0ff; fill: #7db0ff; }
    .refresh { stroke: #f2a65e; fill: #f2a65e; }
    .cc { stroke: #5fd4c4; fill: #5fd4c4; }
  }`;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A mark of its own for each path, so that colour is not all that tells them apart. */
const marks: Readonly<Record<string, (place: Place) => string>> = {
  introspect: ({ x, y }) => `<circle cx="${x}" cy="${y}" r="5"/>`,
  refresh: ({ x, y }) => `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9"/>`,
  cc: ({ x, y }) => `<path d="M${x} ${y - 6}L${x + 6} ${y + 5}H${x - 6}Z"/>`,
};

export function buildGrowthChart(
  steps: readonly GrowthStep[],
  points: readonly GrowthPoint[],
): string {
  const highest = Math.max(1, ...points.map(({ ratio }) => ratio));
  const top = Math.ceil(highest / gridStep + 0.25) * gridStep;
  const toX = (index: number) =>
    round(plot.left + ((index + 0.5) * (plot.right - plot.left)) / steps.length);
  const toY = (ratio: number) => round(plot.bottom - (ratio / top) * (plot.bottom - plot.top));
  const lines = growthPaths.map(({ id }, path) => {
    const aside = (path - (growthPaths.length - 1) / 2) * markDistance;
    const places = steps.map((step, index) => {
      const point = points.find((each) => each.path === id && each.step === step.suffix);
      return { x: toX(index) + aside, y: toY(point?.ratio ?? 0), isLiving: step.expired === 0 };
    });
    const joined = places.filter(({ isLiving }) => isLiving).map(({ x, y }) => `${x} ${y}`);
    const drawn = places.map((place) => marks[id]?.(place) ?? '').join('');
    return `<g class="${id}"><path class="line" d="M${joined.join('L')}"/>${drawn}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">Requests per second by stored rows, as a share of those over ${steps[0]?.title ?? ''}</title>`,
    `<style>${styles}\n</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="title" x="24" y="32">Speed over stored rows, as a share of that over ${steps[0]?.title ?? ''}</text>`,
    buildLegend(),
    ...buildGrid(top, toY),
    ...steps.map((step, index) => buildStepLabel(step, toX(index))),
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

function buildGrid(top: number, toY: (ratio: number) => number): string[] {
  const count = Math.round(top / gridStep);
  return Array.from({ length: count + 1 }, (_, index) => {
    const ratio = index * gridStep;
    const y = toY(ratio);
    return (
      `<path class="grid" d="M${plot.left} ${y}H${plot.right}"/>` +
      `<text class="minor" x="${plot.left - 10}" y="${y + 4}" text-anchor="end">${ratio.toFixed(1)}</text>`
    );
  });
}

function buildLegend(): string {
  return growthPaths
    .map(({ id, title }, index) => {
      const x = 30 + index * 190;
      const mark = marks[id]?.({ x, y: 58 }) ?? '';
      return `<g class="${id}">${mark}</g><text x="${x + 14}" y="62">${title}</text>`;
    })
    .join('\n');
}

/** A long title takes two lines. */
function buildStepLabel({ title }: GrowthStep, x: number): string {
  const [first = '', second = ''] = title.split(' beside ');
  const line = (text: string, y: number) =>
    `<text class="minor" x="${x}" y="${y}" text-anchor="middle">${text}</text>`;
  return (
    line(first, plot.bottom + 24) +
    (second === '' ? '' : line(`beside ${second}`, plot.bottom + 42))
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
