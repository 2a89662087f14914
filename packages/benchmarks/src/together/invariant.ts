import type { ServingTogether } from './open-processes.ts';

/** Something that has to hold however many processes serve. */
export interface Invariant {
  readonly id: string;
  readonly title: string;
  /** @param times how often it is tried. @returns what was seen instead, one sentence each; or why it was left out. */
  readonly check: (together: ServingTogether, times: number) => Promise<Broken | LeftOut>;
}

export type Broken = readonly string[];

export interface LeftOut {
  readonly because: string;
}

/** Sends the same to every server twice, all at the same moment. */
export function atOnce<Server, Answer>(
  servers: readonly Server[],
  send: (server: Server) => Promise<Answer>,
): Promise<Answer[]> {
  return Promise.all([...servers, ...servers].map(send));
}
