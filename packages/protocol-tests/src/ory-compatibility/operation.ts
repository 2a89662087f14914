// An operation of Ory's HTTP API (the OpenAPI document of @ory/client), and how far it is served here.

/** `notYet`: refused in the form of Ory, which a test checks of each of them. */
export type Support = 'works' | 'notYet' | { readonly differs: string };

export interface OryOperation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Ory writes it, parameters in braces. */
  readonly path: string;
  /** operationId; the tests that prove it are titled `SDK-{id} …`. */
  readonly id: string;
  readonly support: Support;
}

export interface OryTag {
  readonly name: string;
  /** On the project's own address, or on that of the management API. */
  readonly servedBy: 'project' | 'management';
  readonly operations: readonly OryOperation[];
}

type Row = readonly [OryOperation['method'], path: string, id: string, support: Support];

/** Tables are easier to read in rows than in objects. */
export function tagOf(name: string, servedBy: OryTag['servedBy'], rows: readonly Row[]): OryTag {
  const operations = rows.map(([method, path, id, support]) => ({ method, path, id, support }));
  return { name, servedBy, operations };
}

export const differs = (how: string): Support => ({ differs: how });
