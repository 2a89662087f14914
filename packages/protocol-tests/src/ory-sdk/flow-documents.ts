// What a page with forms of its own takes out of the answers of the flow API.

import type { UiContainer } from '@ory/client';

interface Answered {
  readonly headers: unknown;
}

/** @returns the Cookie header of a browser that got these answers, one after the other. */
export function cookiesOf(...answers: readonly Answered[]): string {
  const jar = new Map<string, string>();
  for (const { headers } of answers) {
    const lines: unknown = Reflect.get(Object(headers), 'set-cookie');
    for (const line of Array.isArray(lines) ? lines : []) {
      const [pair = ''] = String(line).split(';');
      const equals = pair.indexOf('=');
      jar.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** @returns the token that every form of a browser carries; empty where it has none. */
export function csrfTokenOf({ ui }: { readonly ui: UiContainer }): string {
  for (const { attributes } of ui.nodes) {
    if ('name' in attributes && attributes.name === 'csrf_token') return String(attributes.value);
  }
  return '';
}
