import path from 'node:path';
import { loadSchemaFiles, prismaFolder } from './prisma-folder.ts';
import { connectSchemaEngine } from './schema-engine.ts';

export interface DiffSchemaOptions {
  /** A database that the migrations were applied to. */
  readonly ownerUrl: string;
  /** A folder of `*.prisma` files; default ours. */
  readonly schemaFolder?: string;
}

/**
 * The SQL that would turn the migrated database into what the Prisma schema describes; empty
 * when the two agree. Looks at the schema `public` only.
 */
export async function diffSchema(options: DiffSchemaOptions): Promise<string> {
  const schemaFolder = options.schemaFolder ?? path.join(prismaFolder, 'schema');
  const files = loadSchemaFiles(schemaFolder);
  const { engine, close } = await connectSchemaEngine(options.ownerUrl);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: schemaFolder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const script = (stdout ?? '').trim();
    return script === '-- This is an empty migration.' ? '' : script;
  } finally {
    await close();
  }
}
