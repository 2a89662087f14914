// A browser without script in which somebody is signed in: it keeps cookies and does not follow redirects.

import { person } from '../product/seed-project.ts';

export interface SignedInBrowser {
  /** @param url absolute. */
  get(url: string): Promise<BrowserAnswer>;
}

export interface BrowserAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

interface FlowDocument {
  readonly ui: {
    readonly action: string;
    readonly nodes: readonly { readonly attributes: { name?: string; value?: string } }[];
  };
}

/** Signs in with the measured person's password. @param projectUrl where the project API answers for it. */
export async function signIn(projectUrl: string): Promise<SignedInBrowser> {
  const cookies = new Map<string, string>();
  const send = async (url: string, init: RequestInit = {}): Promise<BrowserAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const equals = pair.indexOf('=');
      if (/max-age=0/i.test(line)) cookies.delete(pair.slice(0, equals));
      else cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, location, text: await response.text() };
  };
  const opened = await send(`${projectUrl}/self-service/login/browser`, {
    headers: { accept: 'application/json' },
  });
  const { ui } = JSON.parse(opened.text) as FlowDocument;
  const token = ui.nodes.find(({ attributes }) => attributes.name === 'csrf_token');
  const answer = await send(ui.action, {
    method: 'POST',
    body: new URLSearchParams({
      csrf_token: token?.attributes.value ?? '',
      identifier: person.email,
      password: person.password,
      method: 'password',
    }),
  });
  if (answer.status !== 303) throw new Error(`No login: ${answer.status} ${answer.text}`);
  return { get: (url) => send(url) };
}
