import type { Actor } from '@gatehouse/database';
import { generateUuid } from '@gatehouse/keys';
import {
  type IdentityId,
  parseIdentityId,
  parseWorkspaceId,
  type WorkspaceId,
} from '@gatehouse/protocol';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { renewClaim } from './renew-claim.ts';

const tenants = await startTestTenants();
afterAll(() => tenants.stop());

const { by } = await tenants.createWorkspace();
const operator: Actor = { kind: 'operator', id: 'local-start', name: 'npm start' };
const start = { actor: operator, requestId: 'a start' };

/** A workspace as a local start makes it: without an owner. */
async function createUnclaimed(): Promise<WorkspaceId> {
  const workspaceId = parseWorkspaceId(generateUuid(tenants.random));
  if (workspaceId === undefined) throw new Error('A fresh UUID is no workspace id.');
  const target = { targetType: 'workspace', targetId: workspaceId };
  const audit = { ...start, ...target, action: 'workspace.created', changes: {} };
  await tenants.store.createWorkspace({ workspaceId, name: 'local', owner: undefined, audit });
  return workspaceId;
}

function newPerson(): IdentityId {
  const id = parseIdentityId(generateUuid(tenants.random));
  if (id === undefined) throw new Error('A fresh UUID is no identity id.');
  return id;
}

async function claim(value: string | undefined): Promise<string> {
  const member = { memberId: newPerson(), email: 'ada@example.com', name: 'Ada' };
  return acceptInvitation(tenants, { value: value ?? '', by, member }).then(
    ({ member: { role } }) => role,
    (error: unknown) => {
      if (error instanceof AdministrationError) return error.kind;
      throw error;
    },
  );
}

test('each start makes a claim of its own, and the one before leads nowhere', async () => {
  const workspaceId = await createUnclaimed();
  const first = await renewClaim(tenants, { workspaceId, by: start });
  const second = await renewClaim(tenants, { workspaceId, by: start });
  expect(await claim(first)).toBe('not_found');
  expect(await claim(second)).toBe('owner');
});

test('a workspace that has an owner is offered to nobody, and an open claim ends', async () => {
  const workspaceId = await createUnclaimed();
  expect(await claim(await renewClaim(tenants, { workspaceId, by: start }))).toBe('owner');
  expect(await renewClaim(tenants, { workspaceId, by: start })).toBeUndefined();
});

test('a claim works for a day', async () => {
  const workspaceId = await createUnclaimed();
  const value = await renewClaim(tenants, { workspaceId, by: start });
  tenants.clock.advance(86_400);
  expect(await claim(value)).toBe('conflict');
});
