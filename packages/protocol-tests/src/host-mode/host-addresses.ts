// Where a product in host mode answers, named as Ory's command line names it.

export interface HostAddresses {
  /** ORY_CONSOLE_URL. */
  readonly consoleUrl: string;
  /** The host of ORY_ORYAPIS_URL, with its port. */
  readonly apisHost: string;
}

/** Ory's command line puts a label before the console's host: `api`, or `project`. */
export function labelled(label: 'api' | 'project', { consoleUrl }: HostAddresses): string {
  return consoleUrl.replace('://', `://${label}.`);
}

export function tenantUrl(slug: string, { apisHost }: HostAddresses): string {
  return `http://${slug}.projects.${apisHost}`;
}
