// The token endpoint again, while the same process has something heavy or something noisy to do beside it.

import { buildFormPost } from '../load/messages.ts';
import { runLoad } from '../load/run-load.ts';
import type { RoundLength, Subject } from '../measurement/subject.ts';
import { keepLoggingIn } from './keep-logging-in.ts';
import type { MeasuredProject } from './seed-project.ts';

export interface DisturbedSubjectsOptions {
  /** Client credentials, undisturbed. */
  readonly cc: Subject;
  readonly project: MeasuredProject;
  /** Another project, whose limit is far below what is sent to it. */
  readonly noisy: MeasuredProject;
  readonly length: RoundLength;
}

export function buildDisturbedSubjects(options: DisturbedSubjectsOptions): Subject[] {
  const { cc, project, noisy, length } = options;
  const { port } = cc.server;
  const message = buildFormPost(`${noisy.path}/oauth2/token`, noisy.machine, {
    grant_type: 'client_credentials',
    scope: 'read',
  });
  return [
    {
      ...cc,
      id: 'cc.besideLogins',
      title: `${cc.title}, beside two logins`,
      beside: () => keepLoggingIn(`http://127.0.0.1:${port}${project.path}`, 2),
    },
    {
      ...cc,
      id: 'cc.besideNoisy',
      title: `${cc.title}, beside a project over its limit`,
      beside() {
        const requests = { kind: 'repeat', messages: [message] } as const;
        const noise = runLoad({ port, connections: 1, requests, ...length });
        return async () => void (await noise);
      },
    },
  ];
}
