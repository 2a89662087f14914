// The variables that every process of one installation has to be given alike, and the addressing mode that
// they decide.

import { type Addressing, isLoopbackHost } from '@gatehouse/protocol';
import { z } from 'zod';
import { trustedProxiesVariable } from './client-addresses.ts';
import { EnvironmentError, originVariable, portVariable } from './environment.ts';
import { logLevels } from './logger.ts';
import { securityContactVariable } from './security-text.ts';
import { redisVariables } from './service-environment.ts';
import { telemetryVariables } from './telemetry.ts';

export const logLevelVariable = z.enum(logLevels, `it must be one of ${logLevels.join(', ')}`);

/** `off` behind a PgBouncer older than 1.21 in transaction mode, which loses named statements. */
export const preparedStatementsVariable = z.literal('off', 'it may only be "off"').optional();

export const addressingVariables = {
  /** The address that the world uses; in host mode that of the console. */
  GATEHOUSE_ORIGIN: originVariable.optional(),
  /** Says that everybody who owns a project on this origin trusts the others. */
  GATEHOUSE_SHARED_ORIGIN: z.literal('trusted', 'it may only be "trusted"').optional(),
  /** Host mode: the registrable domain below which projects get hosts, apart from the console's. */
  GATEHOUSE_PROJECTS_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'it must be a domain like apis.example.net')
    .optional(),
  /** Whom to tell about a vulnerability: published as /.well-known/security.txt (RFC 9116). */
  GATEHOUSE_SECURITY_CONTACT: securityContactVariable.optional(),
};

/** The one secret of the web console, 32 bytes; derived from the keyring where nothing is given. */
export const consoleKeyVariable = z
  .string()
  .refine(
    (value) => Buffer.from(value, 'base64url').length === 32,
    'it must be 32 random bytes in base64url, as `openssl rand -base64 32` prints them',
  )
  .transform((value) => new Uint8Array(Buffer.from(value, 'base64url')));

/** What a process of pages needs: no database, no keyring. */
export const pageServingVariables = {
  ...addressingVariables,
  HOST: z.string().default('127.0.0.1'),
  /** Where the project API answers without leaving the network, such as http://project-api:4002. */
  GATEHOUSE_PROJECT_API_URL: originVariable,
  LOG_LEVEL: logLevelVariable.default('info'),
  ...telemetryVariables,
};

/** What a process needs that serves beside others, on a database that is migrated already. */
export const servingVariables = {
  ...addressingVariables,
  HOST: z.string().default('127.0.0.1'),
  PORT: portVariable,
  GATEHOUSE_KEYRING: z.string(),
  /** Proxies whose X-Forwarded-For is believed; nothing else of such headers is. */
  GATEHOUSE_TRUSTED_PROXIES: trustedProxiesVariable.optional(),
  /** PostgreSQL as gatehouse_app, as gatehouse_hot, and past any PgBouncer. */
  DATABASE_URL: z.string(),
  DATABASE_HOT_URL: z.string(),
  DATABASE_DIRECT_URL: z.string().optional(),
  DATABASE_PREPARED_STATEMENTS: preparedStatementsVariable,
  ...redisVariables,
  LOG_LEVEL: logLevelVariable.default('info'),
  ...telemetryVariables,
};

const servingSchema = z.object(servingVariables);
export type ServingEnvironment = z.output<typeof servingSchema>;

export interface AddressingEnvironment {
  readonly GATEHOUSE_ORIGIN?: string | undefined;
  readonly GATEHOUSE_SHARED_ORIGIN?: 'trusted' | undefined;
  readonly GATEHOUSE_PROJECTS_DOMAIN?: string | undefined;
  /** The interface listened on. */
  readonly HOST: string;
}

/**
 * @param fallbackOrigin what a local start is reached at; without one, GATEHOUSE_ORIGIN has to be set.
 * @throws EnvironmentError where the origin is shared with the world and nobody said that this is wanted,
 *   where codes and cookies would cross a network in the clear, or console and projects would share cookies.
 */
export function decideAddressing(
  environment: AddressingEnvironment,
  fallbackOrigin?: string,
): Addressing {
  const origin = environment.GATEHOUSE_ORIGIN ?? fallbackOrigin;
  if (origin === undefined) throw new EnvironmentError('Set GATEHOUSE_ORIGIN.');
  const { GATEHOUSE_PROJECTS_DOMAIN: projectsDomain } = environment;
  checkTransport(origin, projectsDomain);
  if (projectsDomain !== undefined) return decideHostMode(origin, projectsDomain);
  const addressing = { mode: 'path', origin } as const;
  const isTrusted = environment.GATEHOUSE_SHARED_ORIGIN === 'trusted';
  if (isTrusted || isLoopbackOnly(environment, addressing)) return addressing;
  throw new EnvironmentError(
    `All projects would share the origin ${origin}, and one cross-site-scripting hole in one would own them all: set GATEHOUSE_PROJECTS_DOMAIN to give each a host of its own, or GATEHOUSE_SHARED_ORIGIN=trusted where all of them are yours.`,
  );
}

/** RFC 9700 section 2.6: https, unless nothing leaves the machine. */
function checkTransport(origin: string, projectsDomain: string | undefined): void {
  const { protocol, host } = new URL(origin);
  const stays = projectsDomain === undefined || isLocalName(projectsDomain);
  if (protocol === 'https:' || (isLocalName(host) && stays)) return;
  throw new EnvironmentError(
    `${origin} must use https: http is for localhost and the names below it.`,
  );
}

/** Names below `localhost` lead to this machine like itself (RFC 6761 section 6.3). */
function isLocalName(host: string): boolean {
  return isLoopbackHost(host) || /^(?:[a-z0-9.-]+\.)?localhost(?::\d{1,5})?$/.test(host);
}

function decideHostMode(consoleOrigin: string, projectsDomain: string): Addressing {
  const consoleHost = new URL(consoleOrigin).hostname;
  const isBelow = (inner: string, outer: string) => inner === outer || inner.endsWith(`.${outer}`);
  if (isBelow(consoleHost, projectsDomain) || isBelow(projectsDomain, consoleHost)) {
    throw new EnvironmentError(
      `The console ${consoleHost} and the projects below ${projectsDomain} would share cookies: give them different registrable domains.`,
    );
  }
  return { mode: 'host', consoleOrigin, projectsDomain };
}

/** Whether only this machine can reach the installation. */
export function isLoopbackOnly(
  { HOST }: Pick<AddressingEnvironment, 'HOST'>,
  addressing: Addressing,
): boolean {
  return (
    addressing.mode === 'path' &&
    isLoopbackHost(new URL(addressing.origin).host) &&
    (HOST === '::1' || isLoopbackHost(HOST))
  );
}
