// An answer as bytes: the same lines that node:http would write.

import { STATUS_CODES } from 'node:http';
import type { PlainAnswer } from './plain-request.ts';

const nameCharacters = /^[A-Za-z0-9-]+$/;
/** What a value may hold (RFC 9110 section 5.5): no line break, so that no text becomes a header. */
const valueCharacters = /^[\t\x20-\x7e]*$/;

let dateLine = '';
let dateSecond = 0;

/** RFC 9110 section 6.6.1, written once a second. */
function readDateLine(): string {
  const now = Date.now();
  const second = Math.floor(now / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateLine = `Date: ${new Date(now).toUTCString()}\r\n`;
  }
  return dateLine;
}

function buildLine(name: string, value: string): string {
  if (!nameCharacters.test(name) || !valueCharacters.test(value)) {
    throw new TypeError(
      `The header ${JSON.stringify(name)} cannot be sent: it holds unusual characters.`,
    );
  }
  return `${name}: ${value}\r\n`;
}

/** @param connectionLines what is said of the connection, in whole lines. Throws a TypeError for a bad header. */
export function writePlainAnswer(answer: PlainAnswer, connectionLines: string): string | Buffer {
  const { status, headers, cookies, body } = answer;
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n`;
  for (const name in headers) head += buildLine(name, headers[name] ?? '');
  if (cookies !== undefined) for (const cookie of cookies) head += buildLine('set-cookie', cookie);
  // RFC 9110 section 8.6: a 204 has no length, and the one of a 304 would be that of the document.
  if (status !== 204 && status !== 304) head += `content-length: ${Buffer.byteLength(body)}\r\n`;
  head += `${readDateLine()}${connectionLines}\r\n`;
  if (typeof body === 'string') return head + body;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}
