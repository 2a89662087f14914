// `prompt` and `max_age`: OpenID Connect Core section 3.1.2.1.

import type { ParameterSet } from '../parameters/parameter-set.ts';
import type { Trail } from '../trace/trail.ts';
import { type Prompt, prompts } from './authorization-request.ts';

const maxMaxAgeSeconds = 10 * 365 * 86_400;

export function checkPrompt(parameters: ParameterSet, trail: Trail): readonly Prompt[] {
  const names = (parameters.get('prompt') ?? '').split(' ').filter((name) => name !== '');
  const asked = prompts.filter((prompt) => names.includes(prompt));
  const hasUnknown = names.some((name) => !prompts.some((prompt) => prompt === name));
  if (hasUnknown || (asked.includes('none') && asked.length > 1)) {
    throw trail.refuse('prompt_malformed', 'prompt', {
      expected: 'none alone, or of login, consent, select_account, create',
      received: names.join(' '),
    });
  }
  return asked;
}

export function checkMaxAge(parameters: ParameterSet, trail: Trail): number | undefined {
  const text = parameters.get('max_age');
  if (text === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds <= maxMaxAgeSeconds)) {
    throw trail.refuse('parameter_malformed', 'max_age', {
      expected: 'whole seconds, at least 0',
      received: text,
    });
  }
  return seconds;
}
