// Subjects that are held against each other: opened together, measured in the same rounds, closed together.

import type { OnOpened } from '../installation/opened-product.ts';
import type { Subject } from '../measurement/subject.ts';
import type { Options } from '../options.ts';

export interface GroupContext {
  readonly options: Options;
  readonly onOpened: OnOpened;
  readonly isWanted: (subject: Pick<Subject, 'id'>) => boolean;
}

export interface OpenedGroup {
  readonly subjects: readonly Subject[];
  /** Version of PostgreSQL. */
  readonly postgres: string;
  /** What was found out besides, by name. */
  readonly facts?: Readonly<Record<string, number>>;
}

export interface Group {
  readonly name: string;
  /** Ids of its subjects begin with one of these; empty: those that no other group claims. */
  readonly prefixes: readonly string[];
  readonly open: (context: GroupContext) => Promise<OpenedGroup>;
}

export const connections = 48;
