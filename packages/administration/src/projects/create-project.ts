import type { ProjectRow } from '@gatehouse/database';
import { buildKeyRow, generateSigningKey, generateUuid, type NewKeyRow } from '@gatehouse/keys';
import {
  type Environment,
  emptyProjectDocument,
  issuerKeySet,
  jobKinds,
  type ProjectId,
  parseProjectId,
  signingAlgorithms,
  type WorkspaceId,
} from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { generateSlug, isSlug } from './slug.ts';

export interface NewProject {
  /** null: the console's own project. */
  readonly workspaceId: WorkspaceId | null;
  readonly name: string;
  readonly environment: Environment;
  /** Made where it is not given. */
  readonly slug?: string | undefined;
  readonly homeRegion?: string | undefined;
}

const longestName = 100;
const slugAttempts = 5;
const firstRotationDelayMilliseconds = 3_600_000;

function checkName(name: string): string {
  const trimmed = name.trim();
  if (
    trimmed === '' ||
    trimmed.length > longestName ||
    /\p{Cc}/u.test(trimmed) ||
    !trimmed.isWellFormed()
  ) {
    throw new AdministrationError('invalid', 'The project is not valid.', {
      reason: `name is 1 to ${longestName} characters without line breaks.`,
      field: 'name',
    });
  }
  return trimmed;
}

function checkSlug(slug: string): void {
  if (isSlug(slug)) return;
  throw new AdministrationError('invalid', 'The project is not valid.', {
    reason:
      'slug is 3 to 63 characters of a-z, 0-9 and single hyphens, begins and ends with one of the former, and is not reserved.',
    field: 'slug',
  });
}

function newProjectId({ random }: Pick<AdministrationDependencies, 'random'>): ProjectId {
  const projectId = parseProjectId(generateUuid(random));
  if (projectId === undefined) throw new Error('A generated UUID is a project id.');
  return projectId;
}

/** One active key of every algorithm, so that changing the project's algorithm later surprises no verifier. */
function generateKeys(
  dependencies: AdministrationDependencies,
  projectId: ProjectId,
): Promise<NewKeyRow[]> {
  const activatedAt = new Date(dependencies.clock.nowSeconds() * 1000);
  return Promise.all(
    signingAlgorithms.map(async (algorithm) => {
      const key = { ...(await generateSigningKey(algorithm)), activatedAt };
      return buildKeyRow(dependencies, { projectId, setId: issuerKeySet }, key);
    }),
  );
}

/**
 * Creates a project with its address, settings, signing keys and recurring jobs, in one transaction.
 * Throws AdministrationError: invalid; conflict where the given slug was ever used.
 */
export async function createProject(
  dependencies: AdministrationDependencies,
  project: NewProject,
  by: RequestedBy,
): Promise<ProjectRow> {
  const { workspaceId, environment, slug: givenSlug, homeRegion = 'global' } = project;
  const name = checkName(project.name);
  // The console's own project has a reserved slug, so that no other can have it.
  if (givenSlug !== undefined && workspaceId !== null) checkSlug(givenSlug);
  const projectId = newProjectId(dependencies);
  const signingKeys = await generateKeys(dependencies, projectId);
  const rotateAt = dependencies.clock.nowSeconds() * 1000 + firstRotationDelayMilliseconds;
  for (let attempt = 0; attempt < slugAttempts; attempt += 1) {
    const slug = givenSlug ?? generateSlug(dependencies.random);
    const created = await dependencies.store.createProject({
      scope: { projectId, workspaceId },
      name,
      slug,
      environment,
      homeRegion,
      document: emptyProjectDocument,
      author: by.actor,
      signingKeys,
      outbox: [
        {
          kind: jobKinds.rotateSigningKeys,
          payload: { recurring: true },
          availableAt: new Date(rotateAt),
        },
      ],
      audit:
        workspaceId === null
          ? undefined
          : {
              ...by,
              action: 'project.created',
              targetType: 'project',
              targetId: projectId,
              changes: { name, slug, environment, home_region: homeRegion },
            },
    });
    if (created !== 'slug_taken') return created;
    if (givenSlug !== undefined) {
      throw new AdministrationError('conflict', 'The slug is taken.', {
        reason: `"${slug}" is, or once was, the address of a project. Addresses are never used again.`,
        field: 'slug',
      });
    }
  }
  throw new Error('No free slug was found.');
}
