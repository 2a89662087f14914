// Every change of a project's settings, name, environment and state goes through here: one transaction
// with the revision, the row and the audit entry.

import type { AnswerOf, SetProjectBody, Warning } from '@gatehouse/contracts';
import type { ProjectRow, ProjectTransaction, RevisionRow } from '@gatehouse/database';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { buildDifference, checkOrganizations, readSettings } from './editable-project.ts';
import { buildProject, loadBasicOrganizations, type ProjectParts } from './project-wire.ts';

/** What the change starts from. */
export interface CurrentProject extends Pick<ProjectParts, 'row' | 'organizations'> {
  readonly revision: RevisionRow;
  readonly tx: ProjectTransaction;
}

export interface ProjectChange {
  /** Decides the new project from the current one; called again where somebody else was faster. */
  readonly decide: (current: CurrentProject) => SetProjectBody | Promise<SetProjectBody>;
  /** The revision that the change was made for; undefined: whichever is current. */
  readonly expectedRevisionId?: string;
  readonly action: 'project.updated' | 'project.reverted';
}

type Updated = AnswerOf<'patchProject'>;

// A writer loses at most once to each of the others that are in flight.
const maxAttempts = 10;

@Injectable()
export class ProjectChangesService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  /** @throws {Refusal} `revision_conflict` where the expected revision is not the current one. */
  async change(access: ProjectAccess, change: ProjectChange): Promise<Updated> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const outcome = await this.attempt(access, change);
      if (outcome !== 'overtaken') return outcome;
      if (change.expectedRevisionId !== undefined) break;
    }
    throw new Refusal('revision_conflict', 'Read the project again and repeat the change.');
  }

  private attempt(access: ProjectAccess, change: ProjectChange): Promise<Updated | 'overtaken'> {
    return this.dependencies.store.withProject(access.project, async (tx) => {
      const row = await tx.project();
      if (row === undefined) throw notFound();
      const revision = await tx.revisions.current();
      const { expectedRevisionId } = change;
      if (expectedRevisionId !== undefined && expectedRevisionId !== revision.revisionId) {
        return 'overtaken';
      }
      const organizations = await loadBasicOrganizations(tx);
      const wanted = await change.decide({ row, revision, organizations, tx });
      checkOrganizations(wanted, organizations);
      const { document, warnings } = readSettings(wanted);
      const changes = buildDifference(revision.document, document);
      const rowChange = this.decideRowChange(access, row, wanted);
      if (changes.length > 0) {
        const { revisionId: expected } = revision;
        const { actor: author } = authorshipOf(access);
        const added = { expectedRevisionId: expected, document, changes, author };
        if ((await tx.revisions.add(added)) === 'conflict') return 'overtaken';
      }
      const after = Object.keys(rowChange).length > 0 ? await tx.updateProject(rowChange) : row;
      await this.audit(tx, access, {
        action: change.action,
        before: row,
        rowChange,
        paths: changes.map(({ path }) => path),
      });
      return this.answer({ tx, row: after, organizations, warnings });
    });
  }

  private decideRowChange(access: ProjectAccess, row: ProjectRow, wanted: SetProjectBody) {
    const { name, environment = row.environment, state = row.state } = wanted;
    const change = {
      ...(name === row.name ? {} : { name }),
      ...(environment === row.environment ? {} : { environment }),
      ...(state === row.state ? {} : { state }),
    };
    if (Object.keys(change).length > 0 && !access.permissions.has('projects:write')) {
      throw new Refusal(
        'forbidden',
        'Name, environment and state need the permission projects:write.',
      );
    }
    return change;
  }

  /** Paths alone: what stands there is in the revision, behind the permission to read settings. */
  private async audit(
    tx: ProjectTransaction,
    access: ProjectAccess,
    event: {
      action: ProjectChange['action'];
      before: ProjectRow;
      rowChange: Partial<Pick<ProjectRow, 'name' | 'environment' | 'state'>>;
      paths: readonly string[];
    },
  ): Promise<void> {
    const { before, rowChange, paths } = event;
    const changedFields = (['name', 'environment', 'state'] as const).filter(
      (field) => rowChange[field] !== undefined,
    );
    if (changedFields.length === 0 && paths.length === 0) return;
    await tx.audit({
      ...authorshipOf(access),
      action: event.action,
      targetType: 'project',
      targetId: access.project.projectId,
      changes: {
        ...Object.fromEntries(
          changedFields.map((field) => [field, { before: before[field], after: rowChange[field] }]),
        ),
        ...(paths.length === 0 ? {} : { settings: paths.slice(0, 100) }),
      },
    });
  }

  private async answer(done: {
    tx: ProjectTransaction;
    row: ProjectRow;
    organizations: CurrentProject['organizations'];
    warnings: readonly Warning[];
  }): Promise<Updated> {
    const { revisionId, document } = await done.tx.revisions.current();
    const row = { ...done.row, revisionId };
    return {
      project: buildProject(
        { row, document, organizations: done.organizations },
        this.dependencies.addressing,
      ),
      warnings: done.warnings,
    };
  }
}
