// The part of a project that its PUT and PATCH may change, as one document.

import {
  buildSettingWarnings,
  maxProjectDocumentBytes,
  type SetProjectBody,
  setProjectBody,
  type Warning,
} from '@gatehouse/contracts';
import type { ProjectDocument } from '@gatehouse/protocol';
import { createPatch, type Operation } from 'rfc6902';
import { Refusal } from '../http/refusal.ts';
import type { BasicOrganizationWire } from '../organizations/organization-wire.ts';
import type { ProjectParts } from './project-wire.ts';

/** @returns the document that a patch of the project is applied to. */
export function buildEditableProject({ row, document, organizations }: ProjectParts): object {
  return {
    name: row.name,
    environment: row.environment,
    state: row.state,
    organizations,
    ...document,
  };
}

/** @throws {Refusal} `invalid_request` naming the fields. */
export function parseEditableProject(value: unknown): SetProjectBody {
  const parsed = setProjectBody.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  throw new Refusal('invalid_request', reasons.join(' '));
}

/** Organizations have operations of their own. @throws {Refusal} `invalid_request` where they would change. */
export function checkOrganizations(
  { organizations: wanted }: SetProjectBody,
  current: readonly BasicOrganizationWire[],
): void {
  if (JSON.stringify(wanted) === JSON.stringify(current)) return;
  throw new Refusal(
    'invalid_request',
    'organizations: they are changed below /projects/{project_id}/organizations. Send them as they are.',
  );
}

/** The settings alone, as a revision keeps them, and what to tell about them. */
export function readSettings(project: SetProjectBody): {
  readonly document: ProjectDocument;
  readonly warnings: readonly Warning[];
} {
  const { cors_admin, cors_public, services } = project;
  const document = { cors_admin, cors_public, services };
  if (Buffer.byteLength(JSON.stringify(document)) > maxProjectDocumentBytes) {
    throw new Refusal('invalid_request', 'The settings are larger than 64 KiB.');
  }
  return { document, warnings: buildSettingWarnings(document) };
}

/**
 * The difference between two documents as JSON Patch. An array that changed is replaced as a whole:
 * the shortest edit of two long arrays costs the product of their lengths.
 */
export function buildDifference(before: ProjectDocument, after: ProjectDocument): Operation[] {
  return createPatch(before, after, (input: unknown, output: unknown, pointer) => {
    if (!Array.isArray(input) || !Array.isArray(output)) return undefined;
    if (JSON.stringify(input) === JSON.stringify(output)) return [];
    return [{ op: 'replace', path: pointer.toString(), value: output }];
  });
}
