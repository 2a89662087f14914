import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMigrations, prismaFolder } from './prisma-folder.ts';

/** What the processes of the release before could not live with, while they still serve. */
const contractions = {
  'takes something away': /\bDROP\s+(?:TABLE|COLUMN|SCHEMA|TYPE|VIEW)\b/i,
  'gives something another name': /\bRENAME\b/i,
  'changes a type': /\bALTER\s+(?:COLUMN\s+)?"?\w+"?\s+(?:SET\s+DATA\s+)?TYPE\b/i,
  'asks for a value that older writers leave out': /\bSET\s+NOT\s+NULL\b/i,
  'adds a column that older writers would have to fill':
    /\bADD\s+COLUMN\s+"?\w+"?[^,;]*\bNOT\s+NULL\b(?![^,;]*\bDEFAULT\b)/i,
  'deletes rows': /\b(?:TRUNCATE|DELETE\s+FROM)\b/i,
};

/** Statements without comments and without the bodies of functions, which run later. */
function readStatements(script: string): string {
  return script.replace(/--[^\n]*/g, '').replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''");
}

function findContractions(script: string): string[] {
  const statements = readStatements(script);
  return Object.entries(contractions)
    .filter(([, pattern]) => pattern.test(statements))
    .map(([name]) => name);
}

describe('a migration', () => {
  it.each(loadMigrations(path.join(prismaFolder, 'migrations')))(
    '$name only adds to the release before it',
    ({ script }) => {
      expect(findContractions(script)).toEqual([]);
    },
  );

  it.each([
    ['ALTER TABLE "clients" DROP COLUMN "metadata"', 'takes something away'],
    ['ALTER TABLE "a" RENAME TO "b"', 'gives something another name'],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE TEXT', 'changes a type'],
    [
      'ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL',
      'asks for a value that older writers leave out',
    ],
    [
      'ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL',
      'adds a column that older writers would have to fill',
    ],
    ['DELETE FROM "a"', 'deletes rows'],
  ])('that says %s is refused', (statement, name) => {
    expect(findContractions(`${statement};`)).toEqual([name]);
  });

  it('may add a column that is filled by itself, and a function that deletes when it is called', () => {
    const script = `ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL DEFAULT '';
      CREATE FUNCTION f() RETURNS void LANGUAGE SQL AS $$ DELETE FROM a $$;`;
    expect(findContractions(script)).toEqual([]);
  });
});
