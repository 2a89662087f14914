import { existsSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { inRoot, productNodeOptions } from '../bootstrap/places.mjs';
import {
  isKnownVariable,
  readComposeApps,
  readFile,
  readKnownVariables,
  readKubernetesObjects,
  readPagePaths,
  readPods,
} from './deployment-files.mjs';

const { services, secrets, networks, apps } = readComposeApps();
const pods = readPods();
const sourceOf = (app, file) =>
  inRoot(`apps/${app}`, file.replace('app/dist/', 'src/').replace(/\.js$/, '.ts'));

it('the Dockerfile is one that Docker understands', () => {
  const faults = validate(readFile('docker/Dockerfile')).map(
    ({ message, range }) => `${range.start.line}: ${message}`,
  );
  expect(faults).toEqual([]);
});

it('the image starts a file that the build makes, with the options of Node that `npm start` gives', () => {
  const [, command] = /^CMD (\[.*\])$/m.exec(readFile('docker/Dockerfile'));
  expect(JSON.parse(command)).toEqual(['node', ...productNodeOptions, 'app/dist/main.js']);
  for (const [name, { build }] of apps) {
    if (name !== 'migrate')
      expect(existsSync(sourceOf(build.args.APP, 'app/dist/main.js')), name).toBe(true);
  }
  expect(existsSync(sourceOf('all-in-one', services.migrate.command[1]))).toBe(true);
});

describe.each(apps)('%s in Compose', (name, service) => {
  it('may do nothing but its work', () => {
    expect(service).toMatchObject({ user: '10001:10001', read_only: true, cap_drop: ['ALL'] });
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.ports).toBeUndefined();
    expect(service.networks).toContain('inner');
    expect(networks.inner.internal).toBe(true);
  });

  it('says whether it is healthy, unless it runs once', () => {
    if (name === 'migrate') expect(service.restart).toBe('no');
    else expect(service.healthcheck.test.join(' ')).toContain('/health/ready');
  });

  it('is given variables that it reads, and secrets only as files that exist', () => {
    const known = readKnownVariables(service.build.args.APP);
    for (const [variable, value] of Object.entries(service.environment)) {
      expect(isKnownVariable(variable, known), variable).toBe(true);
      if (!variable.endsWith('_FILE')) continue;
      const secret = String(value).replace('/run/secrets/', '');
      expect(service.secrets).toContain(secret);
      expect(secrets).toHaveProperty(secret);
    }
    expect(Object.keys(service.environment)).not.toContain('GATEHOUSE_KEYRING');
  });
});

describe.each(pods)('$name on Kubernetes', ({ name, kind, spec, container }) => {
  it('may do nothing but its work', () => {
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001 });
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources.limits.memory).toBeDefined();
  });

  it('is probed, kept in numbers and scaled, unless it runs once', () => {
    if (kind === 'Job') return expect(spec.restartPolicy).toBe('Never');
    expect(container.livenessProbe.httpGet.path).toBe('/health/alive');
    expect(container.readinessProbe.httpGet.path).toBe('/health/ready');
    const kinds = readKubernetesObjects()
      .filter(({ metadata, spec }) => metadata.name === name || spec?.scaleTargetRef?.name === name)
      .map((object) => object.kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['PodDisruptionBudget', 'HorizontalPodAutoscaler']),
    );
  });

  it('is given the same variables as in Compose, each of them one that it reads', () => {
    const app = container.image.replace('gatehouse/', '');
    const known = readKnownVariables(app);
    const names = container.env.map((variable) => variable.name);
    for (const variable of names) expect(isKnownVariable(variable, known), variable).toBe(true);
    const own = Object.keys(services[name].environment).filter((variable) =>
      variable.endsWith('_FILE'),
    );
    expect(names.filter((variable) => variable.endsWith('_FILE')).sort()).toEqual(own.sort());
  });
});

describe('the way in', () => {
  const upstreams = [...readFile('docker/Caddyfile').matchAll(/import to ([a-z-]+):(\d+)/g)];

  it('leads to services on the ports that they listen on', () => {
    expect(upstreams).toHaveLength(4);
    for (const [, name, port] of upstreams) {
      expect(String(services[name].environment.PORT), name).toBe(port);
    }
  });

  it('gives the hosted pages exactly their own addresses, in Compose and on Kubernetes', () => {
    const pages = readPagePaths();
    expect(pages.length).toBeGreaterThan(5);
    const [, matched] = /@pages path (.+)/.exec(readFile('docker/Caddyfile'));
    expect(matched.split(' ').sort()).toEqual([...pages, '/hosted/*'].sort());
    const { spec } = readKubernetesObjects().find(({ kind }) => kind === 'Ingress');
    const { paths } = spec.rules.find(({ host }) => host.startsWith('*.')).http;
    const ofPages = paths.filter(({ backend }) => backend.service.name === 'account-experience');
    expect(ofPages.map(({ path }) => path).sort()).toEqual([...pages, '/hosted/'].sort());
  });
});
