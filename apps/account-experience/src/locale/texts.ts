import type { FlowMessage } from '../project-api/flow.ts';
import type { Locale } from './choose-locale.ts';
import { english, type Texts } from './english.ts';
import { german } from './german.ts';

export type { Texts } from './english.ts';

export const textsOf: Readonly<Record<Locale, Texts>> = { en: english, de: german };

/** @returns a flow's message in the page's language, or as the API wrote it where the id is unknown. */
export function translateMessage(texts: Texts, message: FlowMessage, field = ''): string {
  return texts.messages[message.id]?.(message.context ?? {}, field) ?? message.text;
}
