// Connects Prisma's schema engine to `pg` and closes two gaps of the stock adapter.
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
} from '@prisma/driver-adapter-utils';
import { escapeIdentifier, type Pool } from 'pg';

/**
 * The adapters of one pool. `onScriptError` receives PostgreSQL's own error of a failed script.
 *
 * The stock adapter cuts a script at every semicolon, which breaks functions, DO blocks and even
 * comments: sent whole, a script runs as the native engine runs it. And it does not know the type
 * "char", in which the catalogue keeps the kinds of constraints.
 */
export function buildEngineAdapters(
  pool: Pool,
  onScriptError: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const stock = new PrismaPg(pool, { schema: 'public' });
  return {
    provider: stock.provider,
    adapterName: stock.adapterName,
    connectToShadowDb: () => stock.connectToShadowDb(),
    async connect() {
      const adapter = await stock.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.executeScript = async (script) => {
        try {
          await pool.query(script);
        } catch (error) {
          onScriptError(error);
          throw error;
        }
      };
      adapter.queryRaw = async (query) => {
        try {
          return await queryRaw(query);
        } catch (error) {
          if (!isUnknownChar(error)) throw error;
          return queryChars(pool, query, queryRaw);
        }
      };
      return adapter;
    },
  };
}

function isUnknownChar(error: unknown): boolean {
  if (!(error instanceof DriverAdapterError)) return false;
  return error.cause.kind === 'UnsupportedNativeDataType' && error.cause.type === 'char';
}

const charTypeId = 18;

/** Reads the same rows with the "char" columns as text, and declares them as characters. */
async function queryChars(pool: Pool, query: SqlQuery, queryRaw: SqlQueryable['queryRaw']) {
  const { fields } = await pool.query({ text: query.sql, values: query.args, rowMode: 'array' });
  const columns = fields.map(({ name, dataTypeID }) => {
    const column = escapeIdentifier(name);
    return dataTypeID === charTypeId ? `${column}::text AS ${column}` : column;
  });
  const rows = query.sql.trim().replace(/;$/, '');
  const sql = `SELECT ${columns.join(', ')} FROM (${rows}) AS read`;
  const result = await queryRaw({ ...query, sql });
  return {
    ...result,
    columnTypes: result.columnTypes.map((type, index) =>
      fields[index]?.dataTypeID === charTypeId ? ColumnTypeEnum.Character : type,
    ),
  };
}
