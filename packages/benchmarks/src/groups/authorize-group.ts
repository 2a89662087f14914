import { openProduct } from '../installation/opened-product.ts';
import { runConsentJourneys } from '../journey/consent-journey.ts';
import { signIn } from '../journey/signed-in-browser.ts';
import { findFreePort } from '../processes/free-port.ts';
import { startApp } from '../processes/start-app.ts';
import type { Group } from './group.ts';

/** The hosted pages in a process of their own, beside the project API. */
export const authorizeGroup: Group = {
  name: 'the way to the consent page',
  prefixes: ['authorize'],
  async open({ onOpened, isWanted }) {
    const { postgres, product, project, origin } = await openProduct(onOpened, async () => {});
    const pages = await startApp({
      app: 'account-experience',
      port: await findFreePort(),
      environment: { GATEHOUSE_ORIGIN: origin, GATEHOUSE_PROJECT_API_URL: origin },
    });
    onOpened(() => pages.stop());
    const projectUrl = origin + project.path;
    const journey = {
      browser: await signIn(projectUrl),
      projectUrl,
      clientId: project.web.clientId,
      pagesOrigin: `http://127.0.0.1:${pages.port}`,
    };
    const subject = {
      id: 'authorize',
      title: 'authorization request to consent page, one person',
      server: product,
      alsoServedBy: [pages.pid],
      databasePid: postgres.pid,
      connections: 1,
      requests: async () => ({ kind: 'each', messages: [] }) as const,
      load: (length: Parameters<typeof runConsentJourneys>[1]) =>
        runConsentJourneys(journey, length),
    };
    return { subjects: [subject].filter(isWanted), postgres: postgres.version };
  },
};
