// The onboarding portal behind its link, as its page reads and posts it.

import {
  createOrganization,
  createPortalLink,
  deletePortalLink,
  getOrganization,
  type LookUpTxt,
  setOrganization,
} from '@gatehouse/administration';
import { portalLinkSecrets } from '@gatehouse/keys';
import type { WorkspaceId } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';

/** What the DNS holds; a name that is not in it has no records, undefined does not answer. */
const records = new Map<string, readonly string[] | undefined>();
const asked: string[] = [];
let onLookUp: () => Promise<void> = async () => undefined;
const lookUpTxt: LookUpTxt = async (name) => {
  asked.push(name);
  await onLookUp();
  return records.has(name) ? records.get(name) : [];
};

let api: ProjectApiFixture;
let home: TestProject;
let other: TestProject;
beforeAll(async () => {
  api = await startProjectApi(() => ({ lookUpTxt }));
  [home, other] = await Promise.all([api.createProject(), api.createProject()]);
});
beforeEach(() => {
  records.clear();
  asked.length = 0;
  onLookUp = async () => undefined;
});
afterAll(() => api.close());

const by = { actor: { kind: 'operator', id: 'test', name: 'A test' }, requestId: 'test' } as const;
const scopeOf = ({ project }: TestProject) => ({
  projectId: project.projectId,
  workspaceId: project.workspaceId,
});
let customers = 0;

async function newPortal() {
  customers += 1;
  const scope = scopeOf(home);
  const domain = `customer${customers}.example`;
  const input = {
    label: 'Globex',
    domains: [domain],
    sessionLifespan: undefined,
    defaultRegion: undefined,
  };
  const { organizationId } = await createOrganization(api.tenants, { scope, by, input });
  const link = { enableSso: true, enableScim: false, expiresAt: undefined };
  const { row, value } = await createPortalLink(api.tenants, {
    scope,
    by,
    organizationId,
    input: link,
  });
  const domains = async () =>
    (await getOrganization(api.tenants, { scope, organizationId })).domains;
  return { organizationId, domain, value, input, linkId: row.linkId, domains };
}

const path = ({ project }: TestProject) => `/p/${project.slug}/self-service/onboarding`;
const show = (value: string, project = home) => api.send(`${path(project)}?link=${value}`);

/** Opens the portal in a browser of its own, and presses the button of a domain. */
async function check(
  { value, domain }: { value: string; domain: string },
  change: Record<string, string> = {},
) {
  const page = await show(value);
  const [cookie = ''] = [page.headers['set-cookie']].flat();
  return api.send(path(home), {
    headers: { cookie: cookie.split(';')[0] ?? '' },
    form: { link: value, domain, csrf_token: String(page.json['csrf_token']), ...change },
  });
}

const outcomeOf = ({ headers }: { headers: Readonly<Record<string, unknown>> }) =>
  new URL(String(headers['location'])).searchParams.get('outcome');

async function publish(portal: { value: string }) {
  const { json } = await show(portal.value);
  const [row] = json['domains'] as { record_name: string; record_value: string }[];
  if (row === undefined) throw new Error('The organization has a domain.');
  records.set(row.record_name, ['v=spf1 -all', row.record_value]);
  return row;
}

describe('whoever has the link', () => {
  it('sees the organization and the record for each domain, and nothing else of the project', async () => {
    const portal = await newPortal();
    const { status, json, headers } = await show(portal.value);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(Object.keys(json).toSorted()).toEqual([
      'csrf_token',
      'domains',
      'expires_at',
      'organization',
    ]);
    expect(json).toMatchObject({
      organization: { label: 'Globex' },
      domains: [
        {
          domain: portal.domain,
          state: 'unverified',
          checked_at: null,
          record_name: `_gatehouse.${portal.domain}`,
          record_value: expect.stringMatching(/^gatehouse-domain-verification=[\w-]{27}$/),
        },
      ],
    });
  });

  it('proves a domain by its record, which the audit log keeps', async () => {
    const portal = await newPortal();
    await publish(portal);
    const answer = await check(portal);
    expect(answer.status).toBe(303);
    expect(outcomeOf(answer)).toBe('verified');
    expect(asked).toEqual([`_gatehouse.${portal.domain}`]);
    expect((await show(portal.value)).json).toMatchObject({ domains: [{ state: 'verified' }] });
    const events = await api.tenants.store.withWorkspace(
      home.project.workspaceId as WorkspaceId,
      (tx) => tx.auditEvents({ limit: 1, after: undefined, newestFirst: true }, {}),
    );
    expect(events).toMatchObject([
      {
        action: 'organization.domain_verified',
        targetId: portal.organizationId,
        actor: { kind: 'onboarding_portal_link', id: portal.linkId },
        changes: { domain: portal.domain },
      },
    ]);
  });

  it('proves nothing by the record of another organization, or by a part of the right one', async () => {
    const [portal, theirs] = [await newPortal(), await newPortal()];
    const { record_value: foreign } = await publish(theirs);
    const { record_name: name, record_value: right } = await publish(portal);
    records.set(name, [foreign, right.slice(0, -1), `${right} `, right.toUpperCase()]);
    expect(outcomeOf(await check(portal))).toBe('missing');
    expect(await portal.domains()).toMatchObject([{ verifiedAt: undefined }]);
  });

  it('loses a domain whose record is gone, and keeps it where nobody answers', async () => {
    const portal = await newPortal();
    const { record_name: name } = await publish(portal);
    await check(portal);
    records.set(name, undefined);
    api.tenants.clock.advance(10);
    expect(outcomeOf(await check(portal))).toBe('unreachable');
    expect(await portal.domains()).toMatchObject([{ verifiedAt: expect.any(Date) }]);
    records.delete(name);
    expect(outcomeOf(await check(portal))).toBe('missing');
    expect(await portal.domains()).toMatchObject([{ verifiedAt: undefined }]);
  });

  it('makes no look-up of a domain that was looked up a moment ago', async () => {
    const portal = await newPortal();
    expect(outcomeOf(await check(portal))).toBe('missing');
    await publish(portal);
    expect(outcomeOf(await check(portal))).toBe('recent');
    expect(asked).toHaveLength(1);
    expect(await portal.domains()).toMatchObject([{ verifiedAt: undefined }]);
  });

  it('cannot verify a domain that was given a new token during the look-up', async () => {
    const portal = await newPortal();
    await publish(portal);
    const { organizationId, input } = portal;
    onLookUp = async () => {
      const request = { scope: scopeOf(home), by, organizationId };
      await setOrganization(api.tenants, { ...request, input: { ...input, domains: [] } });
      await setOrganization(api.tenants, { ...request, input });
    };
    expect((await check(portal)).status).toBe(404);
    expect(await portal.domains()).toMatchObject([{ verifiedAt: undefined }]);
  });

  it('asks the DNS for no name but those of the organization', async () => {
    const [portal, theirs] = [await newPortal(), await newPortal()];
    for (const domain of [theirs.domain, 'internal.example', '', portal.domain.toUpperCase()]) {
      expect((await check({ ...portal, domain })).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });
});

describe('a link that ended, was deleted, is of another project, or was made up', () => {
  it('is answered alike, and opens nothing', async () => {
    const [ended, deleted, living] = [await newPortal(), await newPortal(), await newPortal()];
    const link = { organizationId: deleted.organizationId, linkId: deleted.linkId };
    await deletePortalLink(api.tenants, { scope: scopeOf(home), by, link });
    const place = { tenantId: home.project.projectId, rowId: living.linkId };
    const forged = portalLinkSecrets.generate(place, api.tenants.random);
    const answers = [
      await show(deleted.value),
      await show(living.value, other),
      await show(forged),
      await show(''),
    ];
    api.tenants.clock.advance(7 * 86_400 + 1);
    answers.push(await show(ended.value));
    for (const { status, json } of answers) {
      expect(status).toBe(404);
      expect(json).toEqual(answers[0]?.json);
    }
  });
});

it('a form that another site posts, or without the token of this browser, looks nothing up', async () => {
  const portal = await newPortal();
  await publish(portal);
  expect((await check(portal, { csrf_token: '' })).status).toBe(403);
  const { json } = await show(portal.value);
  const withoutCookie = await api.send(path(home), {
    form: { link: portal.value, domain: portal.domain, csrf_token: String(json['csrf_token']) },
  });
  expect(withoutCookie.status).toBe(403);
  expect(asked).toEqual([]);
});
