export { listMethods } from './list-methods.ts';
export { portRecipes } from './port-recipes.ts';
export { projectRecipes } from './project-recipes.ts';
export { type IsolationRecipe, type IsolationRecipes, markOfA } from './recipe.ts';
export {
  buildTraceId,
  createTenantIds,
  type SeededTenant,
  seedTenant,
  type TenantIds,
} from './seed-tenant.ts';
export { statementRecipes } from './statement-recipes.ts';
export { openTenantDump, type TenantDump } from './tenant-dump.ts';
export { workspaceRecipes } from './workspace-recipes.ts';
