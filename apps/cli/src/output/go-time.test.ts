import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** The zone belongs to the process, so each is asked in a process of its own. */
function printIn(zone: string, seconds: number): string {
  const module = new URL('./go-time.ts', import.meta.url).href;
  const script = `import { formatGoTime } from '${module}'; process.stdout.write(formatGoTime(${seconds}));`;
  const { stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '--experimental-strip-types', '--no-warnings', '-e', script],
    { env: { TZ: zone }, encoding: 'utf8' },
  );
  return stdout;
}

describe('formatGoTime', () => {
  it.each([
    ['UTC', 0, '1970-01-01 00:00:00 +0000 UTC'],
    ['Europe/Berlin', 1795507200, '2026-11-24 09:00:00 +0100 CET'],
    ['America/New_York', 1795507200, '2026-11-24 03:00:00 -0500 EST'],
    ['America/Sao_Paulo', 1795507200, '2026-11-24 05:00:00 -0300 -03'],
    ['Asia/Kolkata', 1795507200, '2026-11-24 13:30:00 +0530 IST'],
  ])('in %s prints %i as Go does', (zone, seconds, expected) => {
    expect(printIn(zone, seconds)).toBe(expected);
  });
});
