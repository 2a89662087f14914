import { prepareInstallation } from '../installation/opened-product.ts';
import { findFreePort } from '../processes/free-port.ts';
import { startProduct } from '../product/start-product.ts';
import { fillClients, fillProjects } from '../tenants/fill-tenants.ts';
import { measureClientMemory } from '../tenants/measure-client-memory.ts';
import { buildTenantSubject, warmUpClients } from '../tenants/tenant-subjects.ts';
import { connections, type Group } from './group.ts';

const fewClients = 1_000;
/** Enough to tell a cached client's size. */
const weighedClients = 5_000;

/** Few projects and clients beside many, each in a process of its own: the caches hold as many and no more. */
export const tenantsGroup: Group = {
  name: 'growth of projects and clients',
  prefixes: ['tenants.'],
  async open({ options, onOpened, isWanted }) {
    const prepared = await prepareInstallation(onOpened);
    const { postgres } = prepared;
    const start = async () => {
      const server = await startProduct({ ...prepared, port: await findFreePort() });
      onOpened(() => server.stop());
      return server;
    };
    const projects = await fillProjects(prepared, options.projects);
    const clients = await fillClients(prepared, options.clients);
    const clientBytes = await measureClientMemory(prepared, clients.slice(0, weighedClients));
    const [few, ofProjects, ofClients] = [await start(), await start(), await start()];
    const sets = [
      { of: few, warm: clients.slice(0, fewClients), name: 'few clients' },
      { of: ofProjects, warm: projects, name: 'projects' },
      { of: ofClients, warm: clients, name: 'clients' },
    ];
    await Promise.all(
      sets.map(({ of, warm, name }) =>
        warmUpClients({ server: of, name, clients: warm, connections: 16 }),
      ),
    );
    const shared = { databasePid: postgres.pid, connections };
    const say = (count: number) => count.toLocaleString('en');
    const title = 'client credentials, sealed token';
    const subjects = [
      {
        id: 'tenants.oneProject',
        title: `${title}, 1 project`,
        server: few,
        clients: clients.slice(0, 1),
      },
      {
        id: 'tenants.projects',
        title: `${title}, ${say(projects.length)} projects`,
        server: ofProjects,
        clients: projects,
      },
      {
        id: 'tenants.fewClients',
        title: `${title}, ${say(fewClients)} clients`,
        server: few,
        clients: clients.slice(0, fewClients),
      },
      {
        id: 'tenants.clients',
        title: `${title}, ${say(clients.length)} clients`,
        server: ofClients,
        clients,
      },
    ].map((subject) => buildTenantSubject({ ...shared, ...subject }));
    return {
      subjects: subjects.filter(isWanted),
      postgres: postgres.version,
      facts: { clientBytes: Math.round(clientBytes) },
    };
  },
};
