// Prisma's schema engine as WebAssembly: what `prisma migrate` runs, without the binary that the
// CLI would download.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool } from 'pg';
import { buildEngineAdapters } from './engine-adapters.ts';

export interface ConnectedEngine {
  readonly engine: bindings.SchemaEngine;
  /** Runs SQL on the engine's only connection: a transaction begun here holds what it does. */
  run(sql: string): Promise<void>;
  /** What PostgreSQL said to the last script that failed; the engine keeps only the message. */
  scriptError(): unknown;
  close(): Promise<void>;
}

/** Connects the engine to a database, with one connection. */
export async function connectSchemaEngine(connectionUrl: string): Promise<ConnectedEngine> {
  loadEngine();
  const pool = new Pool({ connectionString: connectionUrl, max: 1 });
  pool.on('error', () => {});
  let scriptError: unknown;
  const adapters = buildEngineAdapters(pool, (error) => {
    scriptError = error;
  });
  try {
    const engine = await bindings.SchemaEngine.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(adapters),
    );
    return {
      engine,
      async run(sql) {
        await pool.query(sql);
      },
      scriptError: () => scriptError,
      async close() {
        engine.free();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Record<string, object>,
  ) => { readonly exports: { __wbindgen_start(): void } };
};

let isLoaded = false;

function loadEngine(): void {
  if (isLoaded) return;
  const glue = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  );
  const code = readFileSync(glue.replace(/\.js$/, '.wasm'));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  isLoaded = true;
}
