// @ory/client as its users set it up: an address, a key, nothing else. It is the package from npm, unchanged.

import {
  Configuration,
  CourierApi,
  ElementsApi,
  EventsApi,
  FrontendApi,
  IdentityApi,
  JwkApi,
  MetadataApi,
  OAuth2Api,
  OidcApi,
  ProjectApi as OryProjectApi,
  WellknownApi,
  WorkspaceApi,
} from '@ory/client';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';

export interface ProjectSdk {
  readonly courier: CourierApi;
  readonly elements: ElementsApi;
  readonly frontend: FrontendApi;
  readonly identity: IdentityApi;
  readonly jwk: JwkApi;
  readonly metadata: MetadataApi;
  readonly oauth2: OAuth2Api;
  readonly oidc: OidcApi;
  readonly wellknown: WellknownApi;
}

/** The clients of one project, with its API key. */
export function sdkOf(project: ProjectApi): ProjectSdk {
  const { url: basePath, key: accessToken } = project.address;
  const configuration = new Configuration({ basePath, accessToken });
  return {
    courier: new CourierApi(configuration),
    elements: new ElementsApi(new Configuration({ basePath })),
    frontend: new FrontendApi(new Configuration({ basePath })),
    identity: new IdentityApi(configuration),
    jwk: new JwkApi(configuration),
    metadata: new MetadataApi(configuration),
    oauth2: new OAuth2Api(configuration),
    oidc: new OidcApi(configuration),
    wellknown: new WellknownApi(configuration),
  };
}

/** The public OAuth 2.0 endpoints, called by a client with its own secret. */
export function sdkOfClient(project: ProjectApi, client: ClientCredentials): OAuth2Api {
  const { clientId: username, secret: password } = client;
  return new OAuth2Api(new Configuration({ basePath: project.address.url, username, password }));
}

/** The OpenID Connect endpoints, called with the access token of somebody. */
export function sdkOfUser(project: ProjectApi, accessToken: string): OidcApi {
  return new OidcApi(new Configuration({ basePath: project.address.url, accessToken }));
}

export interface ManagementSdk {
  readonly events: EventsApi;
  readonly project: OryProjectApi;
  readonly workspace: WorkspaceApi;
}

export function managementSdk(accessToken = runningProduct().apiKey): ManagementSdk {
  const basePath = `${managementApi().origin}/api`;
  const configuration = new Configuration({ basePath, accessToken });
  return {
    events: new EventsApi(configuration),
    project: new OryProjectApi(configuration),
    workspace: new WorkspaceApi(configuration),
  };
}

/** What a browser would do by itself, shown instead: no redirect is followed. */
export const redirectShown = {
  maxRedirects: 0,
  validateStatus: (status: number) => status === 302 || status === 303,
};

/** @returns the status that the call was refused with; throws where it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<number> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome?.status !== 'rejected') throw new Error('the call was not refused');
  const response: unknown = Reflect.get(Object(outcome.reason), 'response');
  return Number(Reflect.get(Object(response), 'status'));
}
