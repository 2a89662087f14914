// What may be compared of two answers byte for byte: everything but what is new in each answer (times,
// request and trace ids) and the identifiers that the test itself put in.

import type { HttpAnswer } from './http-exchange.ts';

export interface ComparableAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const newInEachAnswer = /^(date|x-request-id|request-id|x-trace-id|trace-id|gatehouse-trace-id)$/;
const newInEachBody = /("(?:trace_id|request)":\s*)"[0-9a-f-]{36}"/g;

/** `identifiers`: what the request named, so that an answer may echo it. Give them equal lengths. */
export function comparable(
  answer: HttpAnswer,
  identifiers: readonly string[] = [],
): ComparableAnswer {
  const neutral = (text: string) =>
    identifiers
      .reduce((result, identifier) => result.replaceAll(identifier, '<identifier>'), text)
      .replace(newInEachBody, '$1"<new>"');
  const headers = Object.entries(answer.headers)
    .filter(([name]) => !newInEachAnswer.test(name))
    .map(([name, value]) => [name, typeof value === 'string' ? neutral(value) : value] as const);
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: neutral(answer.text),
  };
}
