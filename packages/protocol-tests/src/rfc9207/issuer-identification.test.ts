import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('RFC 9207, issuer identification', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  it('RFC9207-2-1 a granted request names the issuer in its answer', async () => {
    const { answer } = await client.obtainCode();
    expect(answer.searchParams.getAll('iss')).toEqual([project.address.url]);
  });

  it('RFC9207-2-2 a refused request names the issuer in its answer', async () => {
    const denied = await new Browser(project).authorize(client.request(), {
      person: client.person,
      allow: 'deny',
    });
    expect(denied.searchParams.getAll('iss')).toEqual([project.address.url]);
  });

  it('RFC9207-2.3-1 the value is the issuer of the metadata, byte for byte', async () => {
    const metadata = await project.get('/.well-known/oauth-authorization-server');
    const { answer } = await client.obtainCode();
    expect(answer.searchParams.get('iss')).toBe(metadata.stringAt('issuer'));
  });

  it('RFC9207-3-1 the metadata says that the parameter is there', async () => {
    const metadata = await project.get('/.well-known/oauth-authorization-server');
    expect(metadata.json()['authorization_response_iss_parameter_supported']).toBe(true);
  });
});
