import { buildStoredSubjects, openStoredRows } from '../stored-rows/open-stored-rows.ts';
import { connections, type Group } from './group.ts';

/** The product over few stored rows beside the product over many. */
export const rowsGroup: Group = {
  name: 'growth of stored rows',
  prefixes: ['rows.'],
  async open({ options, onOpened, isWanted }) {
    const few = await openStoredRows(1_000, onOpened);
    const many = await openStoredRows(options.rows, onOpened);
    const load = { connections, tokens: options.isQuick ? 100 : 8_000 };
    const subjects = [
      ...buildStoredSubjects(few, { ...load, suffix: 'few' }),
      ...buildStoredSubjects(many, { ...load, suffix: 'many' }),
    ].filter((subject) => !subject.id.startsWith('rows.cc') && isWanted(subject));
    return { subjects, postgres: few.postgres.version };
  },
};
