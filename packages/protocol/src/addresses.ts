// Where things are. One configuration, two modes (path and host), the same code for both; an issuer is
// one configured string and never taken from a request.

/** Path mode: everything on one origin. Host mode: a host for each project. Exactly one is active. */
export type Addressing =
  | { readonly mode: 'path'; readonly origin: string }
  | { readonly mode: 'host'; readonly consoleOrigin: string; readonly projectsDomain: string };

/** The built-in project that the console's own members sign in to. It belongs to no workspace. */
export const consoleProjectSlug = 'console';

/** @returns the project's base URL, which is also its issuer; no trailing slash. */
export function buildProjectUrl(addressing: Addressing, slug: string): string {
  if (addressing.mode === 'path') return `${addressing.origin}/p/${slug}`;
  const { protocol, host, port } = new URL(addressing.consoleOrigin);
  if (slug === consoleProjectSlug) return `${protocol}//project.${host}`;
  return `${protocol}//${slug}.projects.${addressing.projectsDomain}${port === '' ? '' : `:${port}`}`;
}

/** @returns the management API's base URL, no trailing slash. */
export function buildManagementUrl(addressing: Addressing): string {
  if (addressing.mode === 'path') return `${addressing.origin}/api`;
  const { protocol, host } = new URL(addressing.consoleOrigin);
  return `${protocol}//api.${host}`;
}

/** @returns the origin of the web console, without a trailing slash. */
export function buildConsoleUrl(addressing: Addressing): string {
  return addressing.mode === 'path' ? addressing.origin : addressing.consoleOrigin;
}

/**
 * @returns whether the installation is reached on its own machine only, as in development: what else stands
 * there is its developers'.
 */
export function isLoopbackInstallation(addressing: Addressing): boolean {
  const { hostname } = new URL(buildConsoleUrl(addressing));
  return hostname === '[::1]' || /^(?:127\.0\.0\.1|(?:[a-z0-9.-]+\.)?localhost)$/.test(hostname);
}
