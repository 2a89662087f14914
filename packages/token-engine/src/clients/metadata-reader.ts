// Reads one member after another out of an untrusted document. Empty strings and null mean "not given",
// because Ory's CLI sends every field of a client, empty where unset.

import { ClientMetadataError } from './client-metadata-error.ts';

const maxListLength = 100;
const maxTextLength = 2048;

export class MetadataReader {
  readonly #document: Readonly<Record<string, unknown>>;

  private constructor(document: Readonly<Record<string, unknown>>) {
    this.#document = document;
  }

  static over(input: unknown): MetadataReader {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      throw new ClientMetadataError('', 'A client is a JSON object.');
    }
    return new MetadataReader(input as Readonly<Record<string, unknown>>);
  }

  /** @returns the member, or undefined where it is absent, null or ''. */
  value(field: string): unknown {
    const value = Object.hasOwn(this.#document, field) ? this.#document[field] : undefined;
    return value === null || value === '' ? undefined : value;
  }

  text(field: string): string {
    const value = this.value(field);
    if (value === undefined) return '';
    return checkText(field, value);
  }

  boolean(field: string, fallback: boolean): boolean {
    const value = this.value(field);
    if (value === undefined) return fallback;
    if (typeof value !== 'boolean')
      throw new ClientMetadataError(field, `${field} is true or false.`);
    return value;
  }

  list(field: string, fallback: readonly string[] = []): readonly string[] {
    const value = this.value(field);
    if (value === undefined) return fallback;
    if (!Array.isArray(value))
      throw new ClientMetadataError(field, `${field} is a list of strings.`);
    if (value.length > maxListLength) {
      throw new ClientMetadataError(field, `${field} has at most ${maxListLength} entries.`);
    }
    return [...new Set(value.map((entry) => checkText(field, entry)))];
  }

  object(field: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.value(field);
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) {
      throw new ClientMetadataError(field, `${field} is a JSON object.`);
    }
    return value as Readonly<Record<string, unknown>>;
  }
}

function checkText(field: string, value: unknown): string {
  if (typeof value !== 'string') throw new ClientMetadataError(field, `${field} is text.`);
  if (value.length > maxTextLength) {
    throw new ClientMetadataError(field, `${field} has at most ${maxTextLength} characters.`);
  }
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) {
      throw new ClientMetadataError(field, `${field} holds a control character.`);
    }
  }
  if (!value.isWellFormed()) throw new ClientMetadataError(field, `${field} is not valid Unicode.`);
  return value;
}
