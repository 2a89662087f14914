import { expect, it } from 'vitest';
import { readFaultOptions } from './fault-tests-command.mjs';

it('a minute for each fault, and a seed that is drawn, unless something else is said', () => {
  expect(readFaultOptions([])).toEqual({
    environment: { GATEHOUSE_FAULT_SECONDS: '60' },
    options: [],
  });
});

it('one fault alone, for as long and with the seed that is said', () => {
  expect(readFaultOptions(['--only', 'F1', '--seconds', '600', '--seed', '7'])).toEqual({
    environment: { GATEHOUSE_FAULT_SECONDS: '600', GATEHOUSE_FAULT_SEED: '7' },
    options: ['--testNamePattern', 'fault F1:'],
  });
});

it('what it does not understand is refused with the way to say it', () => {
  for (const words of [['--seconds', '0'], ['--seed', 'x'], ['--only', '1'], ['--fast']]) {
    expect(() => readFaultOptions(words)).toThrow(/npm run test:faults/);
  }
});
