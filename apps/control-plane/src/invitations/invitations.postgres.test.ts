import { permissions, type Role } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
let nowOffsetMilliseconds = 0;
beforeAll(async () => {
  fixture = await startControlPlane({
    clock: {
      nowSeconds: () => Math.floor((Date.now() + nowOffsetMilliseconds) / 1000),
      nowMilliseconds: () => Date.now() + nowOffsetMilliseconds,
    },
  });
});
beforeEach(async () => {
  nowOffsetMilliseconds = 0;
  tenant = await seedTenant(fixture, 'Acme');
});
afterAll(() => fixture.close());

const dayMilliseconds = 86_400_000;
const params = () => ({ workspace: tenant.workspaceId });

async function invite(role: Role, token = tenant.tokens.owner): Promise<string> {
  const answer = await fixture.send('POST', `/api/workspaces/${tenant.workspaceId}/invitations`, {
    token,
    json: { role },
  });
  expect(answer.status).toBe(201);
  const { link } = answer.body as { link: string };
  return new URL(link).searchParams.get('invitation') ?? '';
}

const present = (operation: 'read' | 'accept', invitation: string, token: string) =>
  fixture.send('POST', `/api/invitations/${operation}`, { token, json: { invitation } });

const newcomer = (name = 'Grace') => fixture.signIn(name);

it('who accepts an invitation is the person of the token, with the role that it offers', async () => {
  const invitation = await invite('developer');
  const grace = newcomer();
  const offered = await present('read', invitation, grace.token);
  expect(offered.body).toMatchObject({
    workspace: { id: tenant.workspaceId, name: 'Acme' },
    role: 'developer',
    invited_by: { kind: 'member', name: 'Acme-owner' },
  });
  const accepted = await present('accept', invitation, grace.token);
  expect(accepted).toMatchObject({
    status: 200,
    body: { member: { id: grace.memberId, role: 'developer', email: 'Grace@example.com' } },
  });
  const seen = await fixture.send('GET', `/api/workspaces/${tenant.workspaceId}`, grace);
  expect(seen.status).toBe(200);
});

it('an invitation works once: of twenty people who accept it at the same moment one becomes a member', async () => {
  const invitation = await invite('viewer');
  const people = Array.from({ length: 20 }, (_, index) => newcomer(`person-${index}`));
  const answers = await Promise.all(
    people.map(({ token }) => present('accept', invitation, token)),
  );
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
  const { members } = await tenant.owner.call('listWorkspaceMembers', { params: params() });
  expect(members).toHaveLength(5);
  expect((await present('read', invitation, newcomer().token)).status).toBe(409);
});

it('a member who opens an invitation to their own workspace uses nothing up', async () => {
  const invitation = await invite('admin');
  expect((await present('accept', invitation, tenant.tokens.viewer)).status).toBe(409);
  expect((await present('accept', invitation, newcomer().token)).status).toBe(200);
});

it('an invitation ends at its expiry and when it is revoked', async () => {
  const [expiring, revoked] = [await invite('viewer'), await invite('admin')];
  const { invitations } = await tenant.owner.call('listWorkspaceInvitations', { params: params() });
  const admin = invitations.find(({ role }) => role === 'admin');
  await tenant.owner.call('deleteWorkspaceInvitation', {
    params: { ...params(), invitation: admin?.id ?? '' },
  });
  expect((await present('accept', revoked, newcomer().token)).status).toBe(404);
  nowOffsetMilliseconds = 7 * dayMilliseconds + 1000;
  expect((await present('accept', expiring, newcomer().token)).status).toBe(409);
  const after = await tenant.owner.call('listWorkspaceInvitations', { params: params() });
  expect(after.invitations).toEqual([]);
});

it('what is no invitation of ours is refused as if it had never been', async () => {
  const invitation = await invite('viewer');
  const changed = `${invitation.slice(0, -10)}AAAA${invitation.slice(-6)}`;
  for (const wrong of ['nonsense', changed, tenant.tokens['workspace key']]) {
    expect((await present('accept', wrong, newcomer().token)).status).toBe(404);
    expect((await present('read', wrong, newcomer().token)).status).toBe(404);
  }
});

describe('attack 72: inviting', () => {
  it('an owner invites anybody, an admin no owner, others nobody', async () => {
    const statusOf = async (caller: Role, role: Role) => {
      const path = `/api/workspaces/${tenant.workspaceId}/invitations`;
      return (await fixture.send('POST', path, { token: tenant.tokens[caller], json: { role } }))
        .status;
    };
    expect(await statusOf('owner', 'owner')).toBe(201);
    expect(await statusOf('admin', 'admin')).toBe(201);
    expect(await statusOf('admin', 'owner')).toBe(403);
    expect(await statusOf('developer', 'viewer')).toBe(403);
    expect(await statusOf('viewer', 'viewer')).toBe(403);
  });

  it('an invitation dies with the right of whoever made it', async () => {
    const [first, second] = [
      await invite('admin', tenant.tokens.admin),
      await invite('viewer', tenant.tokens.admin),
    ];
    const member = { ...params(), member: tenant.memberIds.admin };
    await tenant.owner.call('setWorkspaceMemberRole', {
      params: member,
      body: { role: 'developer' },
    });
    expect((await present('accept', first, newcomer().token)).status).toBe(404);
    await tenant.owner.call('removeWorkspaceMember', { params: member });
    expect((await present('accept', second, newcomer().token)).status).toBe(404);
  });

  it('an invitation that a key made dies with the key', async () => {
    const { id, value } = await tenant.owner.call('createWorkspaceApiKey', {
      params: params(),
      body: { name: 'inviting', scopes: [...permissions] },
    });
    const [kept, lost] = [await invite('viewer', value), await invite('viewer', value)];
    expect((await present('accept', kept, newcomer().token)).status).toBe(200);
    await tenant.owner.call('deleteWorkspaceApiKey', { params: { ...params(), token_id: id } });
    expect((await present('accept', lost, newcomer().token)).status).toBe(404);
  });
});

it('making, revoking and accepting an invitation are audited without its value', async () => {
  const invitation = await invite('viewer');
  const grace = newcomer();
  await present('accept', invitation, grace.token);
  await invite('admin');
  const { invitations } = await tenant.owner.call('listWorkspaceInvitations', { params: params() });
  await tenant.owner.call('deleteWorkspaceInvitation', {
    params: { ...params(), invitation: invitations[0]?.id ?? '' },
  });
  const { events } = await tenant.owner.call('listAuditEvents', {
    params: params(),
    query: { page_size: 4 },
  });
  expect(events.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['invitation.revoked', 'Acme-owner'],
    ['invitation.created', 'Acme-owner'],
    ['member.added', 'Grace'],
    ['invitation.created', 'Acme-owner'],
  ]);
  expect(JSON.stringify(events)).not.toContain(invitation.slice(60));
  expect(fixture.log.join('\n')).not.toContain(invitation.slice(60));
});
