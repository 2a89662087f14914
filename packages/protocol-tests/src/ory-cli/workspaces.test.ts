import { beforeAll, describe, expect, it } from 'vitest';
import { decoded, expectJson, expectOryError } from '../host-mode/decoders.ts';
import { type OryCli, targetForms } from '../host-mode/ory-cli.ts';
import { logIn } from '../host-mode/ory-login.ts';

describe.each(targetForms)('workspace commands, with targets in %s form', (targetForm) => {
  let cli: OryCli;

  beforeAll(async () => {
    ({ cli } = await logIn(targetForm));
  });

  it('ory list workspaces is an empty list for somebody new, with its required paging fields', async () => {
    const answer = await cli.console('/workspaces');
    expectJson(answer, 200);
    expect(answer.json()).toMatchObject({
      workspaces: [],
      has_next_page: false,
      next_page_token: expect.any(String),
    });
  });

  it('ory create workspace, list workspaces, get workspace and use workspace find the new one', async () => {
    const created = await cli.console('/workspaces', { json: { name: 'Acme' } });
    expectJson(created, 201);
    expect(created.json()).toMatchObject({ ...decoded.workspace, name: 'Acme' });
    const listed = await cli.console('/workspaces');
    expect(listed.json()['workspaces']).toEqual([expect.objectContaining(decoded.workspace)]);
    const got = await cli.console(`/workspaces/${created.stringAt('id')}`);
    expectJson(got, 200);
    expect(got.json()).toMatchObject({ ...decoded.workspace, id: created.stringAt('id') });
  });

  it('ory create workspace takes the name as the prompt hands it over, with its line break', async () => {
    const created = await cli.console('/workspaces', { json: { name: 'Prompted\n' } });
    expectJson(created, 201);
    expect(created.stringAt('name')).toBe('Prompted');
  });

  it('ory get workspace of somebody else is not found, in the form of Ory', async () => {
    const other = await logIn(targetForm);
    const theirs = await other.cli.console('/workspaces', { json: { name: 'Theirs' } });
    expectOryError(await cli.console(`/workspaces/${theirs.stringAt('id')}`), 404);
  });
});
