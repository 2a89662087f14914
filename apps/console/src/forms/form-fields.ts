// The fields of a posted form, each read once and trimmed.

import { FormError } from './form-error.ts';

export class FormFields {
  readonly #fields: URLSearchParams;

  constructor(body: string) {
    this.#fields = new URLSearchParams(body);
  }

  /** @returns the trimmed text, '' where the field is missing. */
  text(name: string): string {
    return (this.#fields.get(name) ?? '').trim();
  }

  /** @throws FormError with `message` where the field is empty. */
  required(name: string, message: string): string {
    const text = this.text(name);
    if (text === '') throw new FormError(message);
    return text;
  }

  /** @returns the lines of a text area that are not empty. */
  lines(name: string): readonly string[] {
    return this.text(name)
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  /** @returns what to fill the form in with again: small fields, nothing hidden. */
  values(): Record<string, string> {
    const shown = [...this.#fields].filter(([name]) => !name.startsWith('_'));
    return Object.fromEntries(shown.map(([name, value]) => [name, value.slice(0, 800)]));
  }
}
