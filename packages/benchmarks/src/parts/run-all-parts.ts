// `--all`: every part in a process of its own, one after the other. What fails in one keeps nobody from the others.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Options, type Part, parts } from '../options.ts';

/** @returns whether all parts succeeded. */
export async function runAllParts({ processes }: Options): Promise<boolean> {
  const given = readOtherArguments(process.argv.slice(2));
  const outcomes: string[] = [];
  let succeeded = true;
  for (const part of parts) {
    console.error(`\n== ${part} ==`);
    const begin = performance.now();
    const code = await run([...given, ...selectPart(part, processes)]);
    const seconds = ((performance.now() - begin) / 1000).toFixed(0);
    outcomes.push(`${part}: ${code === 0 ? 'done' : `FAILED (${code})`} in ${seconds} s`);
    if (code !== 0) succeeded = false;
  }
  console.error(`\n${outcomes.join('\n')}`);
  return succeeded;
}

/** @returns the arguments without those that name a part. */
function readOtherArguments(values: readonly string[]): string[] {
  const named = ['--all', ...parts.map((part) => `--${part}`)];
  return values.filter(
    (value, index) =>
      !named.includes(value.split('=')[0] ?? '') && values[index - 1] !== '--processes',
  );
}

function selectPart(part: Part, processes: number): string[] {
  if (part === 'table') return [];
  return part === 'processes' ? ['--processes', String(processes)] : [`--${part}`];
}

async function run(values: readonly string[]): Promise<number | null> {
  const [, main = ''] = process.argv;
  const child = spawn(process.execPath, [...process.execArgv, main, ...values], {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : null;
}
