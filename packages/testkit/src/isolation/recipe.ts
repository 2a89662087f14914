import type { SeededTenant, TenantIds } from './seed-tenant.ts';

/**
 * How a method is called as tenant B with the ids of a row of A. Called with ids that only A has, and with
 * ids that B has too. Recipes that insert come after those that expect nothing to be there.
 */
export interface IsolationRecipe<Port> {
  call(port: Port, ids: TenantIds, tenantA: SeededTenant): Promise<unknown>;
  /** What B gets for ids that only A has. */
  readonly absent?: unknown;
  /** The call ends the tenant that makes it, so it gets one of its own. */
  readonly endsTenant?: true;
}

export type IsolationRecipes<Port> = Readonly<Record<string, IsolationRecipe<Port>>>;

/** The text that all rows of A carry which have room for one. */
export const markOfA = 'mark-of-a';

/** Everything in one page. */
export const wholePage = { limit: 100, after: undefined };
