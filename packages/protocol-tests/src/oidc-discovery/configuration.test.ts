import { beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('OpenID Connect Discovery 1.0, the provider configuration', () => {
  let project: ProjectApi;
  let configuration: Record<string, unknown>;

  beforeAll(async () => {
    project = await managementApi().createProject();
    configuration = (await project.get('/.well-known/openid-configuration')).json();
  });

  it('OIDCDISCOVERY-4.1-1 the document stands below the issuer', async () => {
    const answer = await project.get('/.well-known/openid-configuration');
    expect(answer.status).toBe(200);
  });

  it('OIDCDISCOVERY-4.2-1 the answer is JSON and names itself by the issuer it was asked at', async () => {
    const answer = await project.get('/.well-known/openid-configuration');
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json()['issuer']).toBe(project.address.url);
  });

  it('OIDCDISCOVERY-3-1 the members that are required are there', () => {
    expect(configuration['jwks_uri']).toBe(`${project.address.url}/.well-known/jwks.json`);
    expect(configuration['token_endpoint']).toBe(`${project.address.url}/oauth2/token`);
    for (const member of [
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
    ]) {
      expect(Array.isArray(configuration[member]), member).toBe(true);
    }
    expect(configuration['subject_types_supported']).toContain('public');
  });

  it('OIDCDISCOVERY-3-2 ID tokens can be signed with RS256, and never with none', () => {
    expect(configuration['id_token_signing_alg_values_supported']).toContain('RS256');
    expect(configuration['id_token_signing_alg_values_supported']).not.toContain('none');
  });

  it('OIDCDISCOVERY-3-4 the authorization endpoint stands below the issuer', () => {
    expect(configuration['authorization_endpoint']).toBe(`${project.address.url}/oauth2/auth`);
    expect(configuration['userinfo_endpoint']).toBe(`${project.address.url}/userinfo`);
  });

  it('OIDCDISCOVERY-3-3 it never contradicts the OAuth 2.0 metadata', async () => {
    const metadata = (await project.get('/.well-known/oauth-authorization-server')).json();
    for (const [name, value] of Object.entries(metadata)) {
      expect(configuration[name], name).toEqual(value);
    }
  });

  it('OIDCDISCOVERY-4-1 two projects have two issuers and two key sets', async () => {
    const other = await managementApi().createProject();
    const theirs = (await other.get('/.well-known/openid-configuration')).json();
    expect(theirs['issuer']).not.toBe(configuration['issuer']);
    expect(theirs['jwks_uri']).not.toBe(configuration['jwks_uri']);
  });

  it('OIDCDISCOVERY-4.1-2 HEAD answers like GET, without the body', async () => {
    const path = `${project.basePath}/.well-known/openid-configuration`;
    const answer = await sendHttp({ origin: project.origin, path, method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.bytes).toHaveLength(0);
  });
});
