// Requests as they go over the wire.

import type { FormTemplate } from './load-plan.ts';

export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

const host = 'Host: 127.0.0.1\r\n';

function buildFormHead(path: string, { clientId, clientSecret }: ClientCredentials): string {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return (
    `POST ${path} HTTP/1.1\r\n${host}Authorization: Basic ${basic}\r\n` +
    'Content-Type: application/x-www-form-urlencoded\r\n'
  );
}

/** @returns a complete form post with the client's Basic credentials. */
export function buildFormPost(
  path: string,
  client: ClientCredentials,
  form: Readonly<Record<string, string>>,
): string {
  const body = new URLSearchParams(form).toString();
  return `${buildFormHead(path, client)}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** @returns the same with one value left open; `form` holds the others. */
export function buildFormTemplate(
  path: string,
  client: ClientCredentials,
  { form, open }: { form: Readonly<Record<string, string>>; open: string },
): FormTemplate {
  const others = new URLSearchParams(form).toString();
  return { head: buildFormHead(path, client), before: `${others}&${open}=`, after: '' };
}

export function buildGet(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${host}${lines.join('')}\r\n`;
}
