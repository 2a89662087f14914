import { type Environment, environments } from '@gatehouse/protocol';
import { CommandError } from '../terminal/command-error.ts';

const spellings: Readonly<Record<string, Environment>> = {
  production: 'prod',
  p: 'prod',
  staging: 'stage',
  s: 'stage',
  development: 'dev',
  d: 'dev',
};

/** @throws CommandError where the text is no environment in any of its spellings. */
export function parseEnvironmentName(text: string): Environment {
  const word = text.trim().toLowerCase();
  const environment = environments.find((name) => name === word) ?? spellings[word];
  if (environment === undefined) {
    throw new CommandError(`There is no environment "${text}". Use prod, stage or dev.`);
  }
  return environment;
}
