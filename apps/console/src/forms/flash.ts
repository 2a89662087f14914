// What a form leaves for the page after it, shown once: a sealed cookie that the page's request takes away.

import * as z from 'zod';

export const flash = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('notice'), text: z.string() }),
  z.object({
    kind: z.literal('refusal'),
    /** The form that was refused; it is filled in again. */
    form: z.string(),
    message: z.string(),
    reason: z.string().optional(),
    requestId: z.string().optional(),
    values: z.record(z.string(), z.string()),
  }),
  z.object({
    kind: z.literal('secret'),
    title: z.string(),
    /** What it is: "Client secret". */
    label: z.string(),
    value: z.string(),
    /** Lines of a `.env` file to take along. */
    lines: z.string().optional(),
  }),
]);
export type Flash = z.output<typeof flash>;
export type Refusal = Extract<Flash, { kind: 'refusal' }>;
export type ShownSecret = Extract<Flash, { kind: 'secret' }>;

export const flashCookie = 'gatehouse_console_flash';
export const flashSeconds = 300;
