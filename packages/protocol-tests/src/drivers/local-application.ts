// An application on this machine that sends a browser to a project and waits for what comes back.

import { Browser, type Visit } from './browser.ts';
import { ProjectApi } from './project-api.ts';

/** What the application's own pages are reached with: an address that it printed. */
export class LocalApplication {
  readonly #start: string;
  #cookie = '';

  /** @param start where the application sends the browser on, in its own cookie's company. */
  constructor(start: string) {
    this.#start = start;
  }

  /** Begins here and goes through the project's pages. @returns the address that answers here. */
  async authorize(project: ProjectApi, visit: Visit): Promise<string> {
    const begun = await fetch(this.#start, { redirect: 'manual' });
    this.#cookie = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
    const location = begun.headers.get('location');
    if (location === null) throw new Error(`${this.#start} answered ${begun.status}`);
    const browser = new Browser(project);
    await browser.register(visit.person);
    return (await browser.walk(location, visit)).href;
  }

  /** Brings the answer back in the browser that began. */
  receive(answer: string): Promise<Response> {
    return fetch(answer, { headers: { cookie: this.#cookie } });
  }
}

/** The public side of the project at this address. */
export function publicProject(url: string): ProjectApi {
  return new ProjectApi({ id: '', slug: url.slice(url.lastIndexOf('/') + 1), url, key: '' });
}
