import type { Clock } from '@gatehouse/token-engine/ports';
import { describeClientRowsContract } from '../contracts/client-rows-contract.ts';
import type { ControlFixture } from '../contracts/control-fixture.ts';
import type { HotFixture } from '../contracts/hot-fixture.ts';
import { describeInvitationContract } from '../contracts/invitation-contract.ts';
import { describeIssuanceStoreContract } from '../contracts/issuance-store-contract.ts';
import { describeLivenessContract } from '../contracts/liveness-contract.ts';
import { describeProjectContract } from '../contracts/project-contract.ts';
import { describeRefreshRotationContract } from '../contracts/refresh-rotation-contract.ts';
import { describeRevocationsContract } from '../contracts/revocations-contract.ts';
import { describeWorkspaceContract } from '../contracts/workspace-contract.ts';
import { createProjectId } from '../fixtures/ids.ts';
import { createMemoryControlStore } from './memory-control-store.ts';
import { createMemoryHotStore } from './memory-hot-store.ts';

const clock: Clock = { nowSeconds: () => 1_800_000_000, nowMilliseconds: () => 1_800_000_000_000 };

async function createFixture(): Promise<HotFixture> {
  const store = createMemoryHotStore(clock);
  return {
    clock,
    forProject: store.forProject,
    async createProject() {
      const projectId = createProjectId();
      store.startEpoch(projectId, 'project', '');
      return projectId;
    },
    createClient: async (projectId, clientId) => store.startEpoch(projectId, 'client', clientId),
    deleteClient: async (projectId, clientId) => store.endEpoch(projectId, 'client', clientId),
    startEpoch: async (projectId, kind, key) => store.startEpoch(projectId, kind, key),
    addGrant: async (projectId, grantId, parent) => store.addGrant(projectId, grantId, parent),
    countRefreshTokens: async (projectId) => store.countRefreshTokens(projectId),
    close: async () => {},
  };
}

describeLivenessContract('memory', createFixture);
describeRevocationsContract('memory', createFixture);
describeIssuanceStoreContract('memory', createFixture);
describeRefreshRotationContract('memory', createFixture);

async function createControlFixture(): Promise<ControlFixture> {
  const hot = createMemoryHotStore(clock);
  return { hot, ...createMemoryControlStore(hot), close: async () => {} };
}

describeClientRowsContract('memory', createControlFixture);
describeProjectContract('memory', createControlFixture);
describeWorkspaceContract('memory', createControlFixture);
describeInvitationContract('memory', createControlFixture);
