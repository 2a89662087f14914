// From the address of a request to its project.

import type { ProjectRuntimes } from '@gatehouse/project-runtime';
import { type AddressResolver, createAddressResolver } from '@gatehouse/protocol';
import { parseRequestTarget, type RequestHead } from '@gatehouse/runtime';
import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { ProjectApiDependencies } from '../dependencies.ts';
import { Refusal, type RefusalDetails, unknownEndpoint, unknownProject } from './refusal.ts';

const notCanonical: RefusalDetails = {
  status: 404,
  code: 'Not Found',
  description: 'The path is not in its canonical spelling, so nothing is served there.',
};

const tooLong: RefusalDetails = {
  status: 414,
  code: 'invalid_request',
  description: 'The request target is longer than 8 KiB.',
};

const misdirected: RefusalDetails = {
  status: 421,
  code: 'invalid_request',
  description: 'This server does not answer for that host.',
};

export interface ProjectAddress {
  readonly slug: string;
  /** The request target below the project's URL, with its query. */
  readonly target: string;
}

export type AddressReader = (request: RequestHead) => ProjectAddress | RefusalDetails;

/** @returns a function from a request to the project it names, or to why it names none. */
export function createAddressReader({
  addressing,
}: Pick<ProjectApiDependencies, 'addressing'>): AddressReader {
  const resolve: AddressResolver = createAddressResolver(addressing);
  return (request) => {
    const target = parseRequestTarget(request.url ?? '');
    if (target === 'too_long') return tooLong;
    if (target === 'malformed') return notCanonical;
    const address = resolve(target.host ?? request.headers.host, target.path);
    if (address.kind === 'misdirected') return misdirected;
    if (address.kind !== 'project') return unknownEndpoint;
    return { slug: address.slug, target: address.path + target.query };
  };
}

/** Throws a Refusal for a project that is unknown or deleted. */
export async function findProject(
  projects: ProjectRuntimes,
  slug: string,
): Promise<ProjectRuntime> {
  const project = projects.peekBySlug(slug) ?? (await projects.bySlug(slug));
  if (project === undefined) throw new Refusal(unknownProject);
  return project;
}
