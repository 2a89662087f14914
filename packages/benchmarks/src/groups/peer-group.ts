import { buildBareSubjects } from '../bare/bare-subjects.ts';
import { openMeasuredInstallation } from '../installation/measured-installation.ts';
import { buildPeerSubjects } from '../peer/peer-subjects.ts';
import { buildDisturbedSubjects } from '../product/disturbed-subjects.ts';
import { buildProductSubjects } from '../product/product-subjects.ts';
import { connections, type Group } from './group.ts';

/** The product's endpoints beside oidc-provider and bare node:http. */
export const peerGroup: Group = {
  name: 'the product beside others',
  prefixes: [],
  async open({ options, onOpened, isWanted }) {
    const size = { grants: options.grants, denylisted: Math.ceil(options.grants / 10) };
    const measured = await openMeasuredInstallation(size, onOpened);
    const seconds = (options.milliseconds + options.warmUpMilliseconds) / 1000;
    const load = {
      connections,
      databasePid: measured.postgres.pid,
      tokens: options.isQuick ? 100 : 4_000,
    };
    const ours = buildProductSubjects({
      ...measured,
      ...load,
      server: measured.product,
      codesPerRound: Math.ceil(9_000 * seconds),
    });
    const cc = ours.find(({ id }) => id === 'cc');
    const disturbed =
      cc === undefined ? [] : buildDisturbedSubjects({ ...measured, cc, length: options });
    const peers = buildPeerSubjects({
      ...measured,
      ...load,
      codesPerRound: Math.ceil(2_000 * seconds),
    });
    const floors = await buildBareSubjects(measured.bare, ours, isWanted);
    const subjects = [...floors, ...ours, ...disturbed, ...peers].filter(isWanted);
    return { subjects, postgres: measured.postgres.version };
  },
};
