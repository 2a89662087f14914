// Durations as Ory writes them (Go: "1h30m", "720h", "500ms"), in seconds here.

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** @returns whole seconds, or undefined where the text is no duration of at least one second. */
export function parseDurationSeconds(value: string): number | undefined {
  if (value.length > 32 || !/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(value)) return undefined;
  let seconds = 0;
  for (const [, amount = '', , unit = ''] of value.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) {
    seconds += Number(amount) * (unitSeconds[unit] ?? 0);
  }
  const whole = Math.floor(seconds);
  return whole >= 1 && Number.isSafeInteger(whole) ? whole : undefined;
}

/** Writes seconds the way Go prints a duration: 5400 -> "1h30m0s". */
export function formatDuration(totalSeconds: number): string {
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor((totalSeconds % 3600) / 60);
  const seconds = totalSeconds % 60;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
