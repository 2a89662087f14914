// Discovery (RFC 8414, OpenID Connect Discovery) and the project's public keys (RFC 7517). Both change only
// with the project's runtime, so they are written once for each.

import { hash } from 'node:crypto';
import { buildProviderMetadata, jwksPath, type ProjectRuntime } from '@gatehouse/token-engine';
import { type HttpAnswer, publicJsonHeaders } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { Route } from './route.ts';

interface PreparedDocument {
  readonly whole: HttpAnswer;
  readonly notModified: HttpAnswer;
  readonly etag: string;
}

function prepareDocument(value: unknown): PreparedDocument {
  const body = Buffer.from(JSON.stringify(value));
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
  const headers = { ...publicJsonHeaders, etag };
  return {
    whole: { status: 200, headers, body },
    notModified: { status: 304, headers, body: '' },
    etag,
  };
}

function serveDocument(build: (project: ProjectRuntime) => unknown) {
  const prepared = new WeakMap<ProjectRuntime, PreparedDocument>();
  return ({ project, ifNoneMatch }: ProjectRequest): HttpAnswer => {
    let document = prepared.get(project);
    if (document === undefined) {
      document = prepareDocument(build(project));
      prepared.set(project, document);
    }
    return ifNoneMatch === document.etag ? document.notModified : document.whole;
  };
}

const serveMetadata = serveDocument(buildProviderMetadata);
const serveKeys = serveDocument((project) => ({ keys: project.signer.publicKeys() }));

const publicDocument = {
  method: 'GET',
  errors: 'herodot',
  isDirect: true,
  crossOrigin: 'anybody',
} as const;

const metadataPaths = [
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
];

export const publicDocumentRoutes: readonly Route[] = [
  ...metadataPaths.map((path): Route => ({ ...publicDocument, path, serve: serveMetadata })),
  { ...publicDocument, path: jwksPath, serve: serveKeys },
];
