import type { Answer } from './load-connection.ts';
import type { FormTemplate, Requests } from './load-plan.ts';

/** Where the requests of one connection come from. */
export interface RequestSource {
  /** @returns undefined where nothing is left to send. */
  first(connection: number): Buffer | undefined;
  next(answer: Answer): Buffer | undefined;
}

export function buildRequestSource(requests: Requests): RequestSource {
  switch (requests.kind) {
    case 'repeat':
      return repeat(requests.messages.map((text) => Buffer.from(text, 'latin1')));
    case 'each':
      return sendEach(requests.messages);
    case 'once':
      return sendOnce(requests.form, requests.values);
    case 'follow':
      return follow(requests);
  }
}

function repeat(messages: readonly Buffer[]): RequestSource {
  let sent = 0;
  const next = () => {
    const message = messages[sent % messages.length];
    sent += 1;
    return message;
  };
  return { first: next, next };
}

function sendEach(messages: readonly string[]): RequestSource {
  let sent = 0;
  const next = () => {
    const message = messages[sent];
    sent += 1;
    return message === undefined ? undefined : Buffer.from(message, 'latin1');
  };
  return { first: next, next };
}

function sendOnce(form: FormTemplate, values: readonly string[]): RequestSource {
  let sent = 0;
  const next = () => {
    const value = values[sent];
    sent += 1;
    return value === undefined ? undefined : buildMessage(form, value);
  };
  return { first: next, next };
}

function follow({ form, values, member }: Extract<Requests, { kind: 'follow' }>): RequestSource {
  const pattern = new RegExp(`"${member}":"([^"]+)"`);
  return {
    first(connection) {
      const value = values[connection];
      return value === undefined ? undefined : buildMessage(form, value);
    },
    next(answer) {
      const value = pattern.exec(answer.text())?.[1];
      return value === undefined ? undefined : buildMessage(form, value);
    },
  };
}

function buildMessage({ head, before, after }: FormTemplate, value: string): Buffer {
  const body = before + encodeURIComponent(value) + after;
  return Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
}
