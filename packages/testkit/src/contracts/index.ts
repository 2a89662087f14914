export { type CatalogueRule, catalogueRules, roleRule } from './catalogue-rules.ts';
export { describeClientRowsContract } from './client-rows-contract.ts';
export type { ControlFixture, ControlFixtureFactory } from './control-fixture.ts';
export type { HotFixture, HotFixtureFactory } from './hot-fixture.ts';
export { describeIssuanceStoreContract } from './issuance-store-contract.ts';
export { describeLivenessContract } from './liveness-contract.ts';
export { describeProjectContract } from './project-contract.ts';
export { describeRevocationsContract } from './revocations-contract.ts';
export { describeWorkspaceContract } from './workspace-contract.ts';
