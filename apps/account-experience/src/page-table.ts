// Every hosted page and its address below the project's URL. What is not here is not served.

export const pagePaths = {
  login: '/login',
  registration: '/registration',
  consent: '/consent',
  logout: '/logout',
  error: '/error',
  signedIn: '/signed-in',
  onboarding: '/onboarding',
  device: '/device',
} as const;

/** Where the files of these pages are served: the same on every project, in both addressing modes. */
export const assetsPath = '/hosted/';

const served = new Set<string>(Object.values(pagePaths));

/** @returns whether a path below a project's URL is one of the pages. */
export function isPagePath(path: string): boolean {
  return path === '/' || served.has(path);
}
