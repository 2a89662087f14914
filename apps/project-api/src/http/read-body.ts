// From the bytes of a body to what a route takes. Fastify has read them, up to the limit; here they are
// believed only in the media type that the route names.

import { parseJson } from '@gatehouse/runtime';
import type { FormParameters } from '@gatehouse/token-engine';
import { parseForm } from './parse-form.ts';
import { malformedRequest, refuseUnread } from './refusal.ts';

/** OAuth bodies are small: RFC 6749 names no limit, 64 KiB is more than any request needs. */
export const maxBodyLength = 65_536;

const formTypes = ['application/x-www-form-urlencoded'];
const jsonTypes = ['application/json', 'application/json-patch+json'];

interface BodyHeaders {
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
}

/** Throws 415 for another media type, 400 for a malformed form. No body at all is an empty form. */
export function readForm(body: unknown, headers: BodyHeaders): FormParameters {
  const bytes = readBytes(body);
  if (bytes !== undefined || headers['content-type'] !== undefined) {
    if (!isOfMediaType(headers, formTypes)) throw refuseUnread('body_of_other_media_type', 415);
  }
  const form = parseForm(bytes);
  if (form === undefined) throw refuseUnread('body_malformed');
  return form;
}

/** Throws 415 for another media type, 400 for what is no JSON or could be read in two ways. */
export function readJson(body: unknown, headers: BodyHeaders): unknown {
  if (!isOfMediaType(headers, jsonTypes)) {
    throw malformedRequest('The body must be application/json in UTF-8, not compressed.', 415);
  }
  const parsed = parseJson(readBytes(body) ?? Buffer.alloc(0));
  if ('problem' in parsed) throw malformedRequest(parsed.problem);
  return parsed.value;
}

function readBytes(body: unknown): Buffer | undefined {
  return Buffer.isBuffer(body) && body.length > 0 ? body : undefined;
}

function isOfMediaType(headers: BodyHeaders, accepted: readonly string[]): boolean {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const isUtf8 = parameters.every((parameter) => !/charset=(?!"?utf-8"?\s*$)/.test(parameter));
  const isPlain = (headers['content-encoding'] ?? 'identity').toLowerCase() === 'identity';
  return accepted.includes(type.trim()) && isUtf8 && isPlain;
}
