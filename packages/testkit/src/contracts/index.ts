export type { HotFixture, HotFixtureFactory } from './hot-fixture.ts';
export { describeIssuanceStoreContract } from './issuance-store-contract.ts';
export { describeLivenessContract } from './liveness-contract.ts';
export { describeRevocationsContract } from './revocations-contract.ts';
