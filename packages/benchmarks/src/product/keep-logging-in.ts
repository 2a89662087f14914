// People who sign in with a password while something else is measured: each login hashes with argon2id.

import { person } from './seed-project.ts';

/** Keeps that many logins under way at every moment. @returns what ends them. */
export function keepLoggingIn(projectUrl: string, together: number): () => Promise<void> {
  let isOver = false;
  const work = Array.from({ length: together }, async () => {
    while (!isOver) await logIn(projectUrl);
  });
  return async () => {
    isOver = true;
    await Promise.all(work);
  };
}

async function logIn(projectUrl: string): Promise<void> {
  const begun = await fetch(`${projectUrl}/self-service/login/api`);
  const { id } = (await begun.json()) as { id: string };
  const response = await fetch(`${projectUrl}/self-service/login?flow=${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({
      method: 'password',
      identifier: person.email,
      password: person.password,
    }),
  });
  if (!response.ok) throw new Error(`No login: ${response.status} ${await response.text()}`);
}
