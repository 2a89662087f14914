// The OpenAPI 3.1 document, made from the table of operations and the schemas in it.

import * as z from 'zod';
import { errorBody } from './errors.ts';
import { namedSchemas } from './fields.ts';
import { type Operation, operationList } from './operations/index.ts';

type JsonObject = Readonly<Record<string, unknown>>;

export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: JsonObject;
  readonly servers: readonly JsonObject[];
  readonly security: readonly JsonObject[];
  readonly paths: Readonly<Record<string, JsonObject>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonObject>>;
    readonly securitySchemes: JsonObject;
  };
}

const schemaUri = (id: string) => `#/components/schemas/${id}`;

/** A schema where it is used: a reference where it has a name, otherwise in place. */
function buildSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const name = namedSchemas.get(schema)?.id;
  if (name !== undefined) return { $ref: schemaUri(name) };
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodType) {
    return { type: 'array', items: buildSchema(schema.element, io) };
  }
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, metadata: namedSchemas });
  return json;
}

function buildParameters(operation: Operation): JsonObject[] {
  const inPath = Object.entries(operation.params?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: z.toJSONSchema(schema, { io: 'input' }),
  }));
  const inQuery = Object.entries(operation.query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: z.toJSONSchema(schema, { io: 'input' }),
  }));
  return [...inPath, ...inQuery].map(({ schema: { $schema: _, ...schema }, ...parameter }) => ({
    ...parameter,
    schema,
  }));
}

const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

const refusal = (description: string): JsonObject => ({
  description,
  content: json(buildSchema(errorBody, 'output')),
});

function buildOperation(operationId: string, operation: Operation): JsonObject {
  const needs =
    operation.permission === 'member'
      ? 'Needs a signed-in member; API keys are refused.'
      : `Needs the permission \`${operation.permission}\`.`;
  return {
    operationId,
    summary: operation.summary,
    description: needs,
    tags: [operation.tag],
    parameters: buildParameters(operation),
    ...(operation.body === undefined
      ? {}
      : {
          requestBody: { required: true, content: json(buildSchema(operation.body, 'input')) },
        }),
    responses: {
      [operation.status]:
        operation.status === 204
          ? { description: 'Done.' }
          : { description: 'Done.', content: json(buildSchema(operation.response, 'output')) },
      400: refusal('The request has not the agreed form; `reason` names the field.'),
      401: refusal('No credential, or one that is not valid.'),
      403: refusal('The credential is valid and lacks the permission.'),
      404: refusal('There is no such thing, or not for this caller.'),
      ...(operation.method === 'GET' ? {} : { 409: refusal('The state does not allow it.') }),
      503: refusal('The storage does not answer; try again after `Retry-After` seconds.'),
    },
  };
}

// What is sent may leave out what has a default; what is answered never does.
function buildNamedSchemas(): Record<string, JsonObject> {
  const sent = z.toJSONSchema(namedSchemas, { uri: schemaUri, io: 'input' }).schemas;
  const answered = z.toJSONSchema(namedSchemas, { uri: schemaUri, io: 'output' }).schemas;
  const bodies = new Set(
    operationList.flatMap(([, { body }]) =>
      body === undefined ? [] : [namedSchemas.get(body)?.id],
    ),
  );
  return Object.fromEntries(
    Object.entries(answered).map(([name, output]) => {
      const { $schema: _, $id: __, ...schema } = (bodies.has(name) && sent[name]) || output;
      return [name, schema];
    }),
  );
}

/** Builds the document. `serverUrl` is the API's base URL. */
export function buildOpenApiDocument(options: {
  serverUrl: string;
  version: string;
}): OpenApiDocument {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [operationId, operation] of operationList) {
    const method = operation.method.toLowerCase();
    const built = buildOperation(operationId, operation);
    paths[operation.path] = { ...paths[operation.path], [method]: built };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Gatehouse management API', version: options.version },
    servers: [{ url: options.serverUrl }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: buildNamedSchemas(),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: "A workspace API key, a project API key, or a member's access token.",
        },
      },
    },
  };
}
