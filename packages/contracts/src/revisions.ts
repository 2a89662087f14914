// Revisions of a project's settings: who changed what, and the way back.

import * as z from 'zod';
import { actor, namedSchemas, timestamp, uuid } from './fields.ts';
import { jsonPatch } from './json-patch.ts';
import { nextPage, pageQuery } from './pagination.ts';
import { projectDocument } from './settings.ts';

const summary = {
  id: uuid,
  number: z.int(),
  /** JSON Patch from the revision before. */
  changes: jsonPatch,
  author: actor,
  created_at: timestamp,
};

export const revisionSummary = z
  .object(summary)
  .register(namedSchemas, { id: 'ProjectRevisionSummary' });
export type RevisionSummary = z.output<typeof revisionSummary>;

export const revision = z
  .object({ ...summary, document: projectDocument })
  .register(namedSchemas, { id: 'ProjectRevision' });
export type Revision = z.output<typeof revision>;

export const listRevisionsQuery = z.strictObject(pageQuery);

export const listRevisions = z
  .object({ revisions: z.array(revisionSummary), ...nextPage })
  .register(namedSchemas, { id: 'ListProjectRevisions' });

export const revisionParams = z.strictObject({ project_id: uuid, revision_id: uuid });
