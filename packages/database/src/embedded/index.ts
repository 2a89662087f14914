export { EmbeddedPostgresError } from './embedded-postgres-error.ts';
export { buildConnectionUrl } from './listen-address.ts';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
export { stopAbandonedPostgres } from './stop-abandoned-postgres.ts';
