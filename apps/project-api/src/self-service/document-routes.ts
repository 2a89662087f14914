// What pages read besides flows: errors by their sealed ids, and the identity schema.

import { buildIdentitySchema, defaultSchemaId } from '@gatehouse/identity-engine';
import { openPageError } from '@gatehouse/keys';
import { buildJsonAnswer } from '../http/http-answer.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route } from '../routes/route.ts';
import type { PageError } from './refusal-page.ts';

interface SealedError {
  readonly error: PageError;
  readonly createdAtSeconds: number;
}

const errorRoute: Route = {
  method: 'GET',
  path: '/self-service/errors',
  errors: 'herodot',
  async serve(request, { keyring }) {
    const id = request.readQuery().get('id') ?? '';
    const { projectId } = request.project.project;
    // Whatever opens was sealed here, so it has that form.
    const sealed = openPageError(keyring, projectId, id) as SealedError | undefined;
    if (sealed === undefined) {
      throw new Refusal({ status: 404, code: 'Not Found', description: 'The error is not known.' });
    }
    const at = new Date(sealed.createdAtSeconds * 1000).toISOString();
    return buildJsonAnswer({ id, error: sealed.error, created_at: at, updated_at: at });
  },
};

export const selfServiceDocumentRoutes: readonly Route[] = [
  errorRoute,
  {
    method: 'GET',
    path: '/schemas',
    errors: 'herodot',
    serve: ({ project }) =>
      buildJsonAnswer([
        { id: defaultSchemaId, schema: buildIdentitySchema(project.project.issuer) },
      ]),
  },
  {
    method: 'GET',
    path: '/schemas/:id',
    errors: 'herodot',
    serve(request) {
      if (request.pathParameter('id') !== defaultSchemaId) {
        throw new Refusal({
          status: 404,
          code: 'Not Found',
          description: 'This project has no such schema.',
        });
      }
      return buildJsonAnswer(buildIdentitySchema(request.project.project.issuer));
    },
  },
];
