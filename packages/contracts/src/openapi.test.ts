import { expect, it } from 'vitest';
import { buildOpenApiDocument } from './openapi.ts';
import { operationList } from './operations/index.ts';

const document = buildOpenApiDocument({ serverUrl: 'http://localhost:4000/api', version: '1.0.0' });

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : referencesIn(member),
  );
}

it('the OpenAPI document describes every operation once, under its own id', () => {
  const ids = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map((operation) => Reflect.get(Object(operation), 'operationId')),
  );
  expect(ids.toSorted()).toEqual(operationList.map(([id]) => id).toSorted());
});

it('every reference in the OpenAPI document leads to a schema in it', () => {
  const names = Object.keys(document.components.schemas);
  const references = referencesIn(document);
  expect(references.length).toBeGreaterThan(operationList.length);
  for (const reference of references) {
    expect(names).toContain(reference.replace('#/components/schemas/', ''));
  }
});

it.each(operationList)(
  'the path of %s names exactly its parameters, the tenant first',
  (_, operation) => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(operation.params?.shape ?? {})).toEqual(inPath);
  },
);

it.each(operationList)('%s refuses unknown parameters, queries and fields', (_, operation) => {
  for (const schema of [operation.params, operation.query]) {
    expect(schema?.safeParse({ invented: 'x' }).success ?? false).toBe(false);
  }
  expect(operation.body?.safeParse({ invented: 'x' }).success ?? false).toBe(false);
});
