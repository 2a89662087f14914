// HTML in which everything that was put in is text, unless it was made here.

const made = Symbol('made by html');

export interface Html {
  readonly [made]: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function write(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') {
    return value.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return made in value ? value[made] : value.map(write).join('');
}

export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const text = parts.map((part, at) => {
    const value = values[at];
    return value === undefined ? part : part + write(value);
  });
  return { [made]: text.join('') };
}

/** Nothing at all. */
export const nothing: Html = html``;

/** @returns the text to send. */
export function renderHtml(page: Html): string {
  return page[made];
}
