export { checkDurability, DurabilityError } from './check-durability.ts';
export { type CreateRolesOptions, createRoles, type RoleName, roleNames } from './create-roles.ts';
export { type DiffSchemaOptions, diffSchema } from './diff-schema.ts';
export { type MigrateOptions, type MigrateResult, migrate } from './migrate.ts';
export { MigrationError } from './migration-error.ts';
export {
  type RaiseInstallationEpochOptions,
  raiseInstallationEpoch,
} from './raise-installation-epoch.ts';
