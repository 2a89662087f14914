import type { OrganizationContent } from '@gatehouse/database';
import { parseDurationSeconds } from '@gatehouse/protocol';
import type { AdministrationDependencies } from '../dependencies.ts';
import { invalidOrganization } from './organization-error.ts';
import { parseDomains } from './parse-domain.ts';

/** What somebody says of an organization, its shape checked. */
export interface OrganizationInput {
  readonly label: string;
  /** As people write them. */
  readonly domains: readonly string[];
  /** As Ory writes durations; undefined: the project's. */
  readonly sessionLifespan: string | undefined;
  readonly defaultRegion: string | undefined;
}

const longestLifespanSeconds = 365 * 86_400;

/** @returns what to store, with a fresh token for every domain. Throws AdministrationError: invalid. */
export function buildOrganizationContent(
  { random }: Pick<AdministrationDependencies, 'random'>,
  { label, domains, sessionLifespan, defaultRegion }: OrganizationInput,
): OrganizationContent {
  return {
    label,
    sessionLifespan: checkLifespan(sessionLifespan),
    defaultRegion,
    domains: parseDomains(domains).map((domain) => ({
      domain,
      verificationToken: Buffer.from(random.bytes(20)).toString('base64url'),
    })),
  };
}

function checkLifespan(lifespan: string | undefined): string | undefined {
  if (lifespan === undefined) return undefined;
  const seconds = parseDurationSeconds(lifespan);
  if (seconds !== undefined && seconds <= longestLifespanSeconds) return lifespan;
  throw invalidOrganization(
    'session_lifespan',
    'session_lifespan is a duration such as 24h, of one second to 365 days.',
  );
}
