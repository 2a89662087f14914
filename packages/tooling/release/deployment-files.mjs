// What stands in docker/, read in the way in which the tests judge it.

import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inRoot } from '../bootstrap/places.mjs';

export const readFile = (file) => readFileSync(inRoot(file), 'utf8');
const readYaml = (file) => parse(readFile(file), { strict: true, uniqueKeys: true, merge: true });

/** The apps that have an image, each with the environment it is given and the files it is mounted. */
export function readComposeApps() {
  const { services, secrets, networks } = readYaml('docker/compose.yaml');
  const apps = Object.entries(services).filter(([, service]) => service.build !== undefined);
  return { services, secrets, networks, apps };
}

/** Every Kubernetes object, lists taken apart. */
export function readKubernetesObjects() {
  return globSync('docker/kubernetes/*.yaml', { cwd: inRoot() }).flatMap((file) => {
    const object = readYaml(file);
    return object.kind === 'List' ? object.items : [object];
  });
}

/** Pods of deployments and jobs: `{ name, kind, spec, container }`. */
export function readPods() {
  return readKubernetesObjects()
    .filter(({ kind }) => kind === 'Deployment' || kind === 'Job')
    .map(({ kind, metadata, spec }) => {
      const pod = spec.template.spec;
      return { name: metadata.name, kind, spec: pod, container: pod.containers[0] };
    });
}

/** The variables that an app reads: those named in its `env.ts` files and in what they take from runtime. */
export function readKnownVariables(app) {
  const files = globSync(`apps/${app}/src/**/env.ts`, { cwd: inRoot() });
  const shared = globSync('packages/runtime/src/**/*.ts', { cwd: inRoot() });
  const text = [...files, ...shared].map(readFile).join('\n');
  return new Set(text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?=:)/g));
}

/** What Gatehouse may be told under this name: the variable itself, or the file that holds it. */
export const isKnownVariable = (name, known) =>
  known.has(name) || known.has(name.replace(/_FILE$/, ''));

/** The addresses of the hosted pages below a project. */
export function readPagePaths() {
  const table = readFile('apps/account-experience/src/page-table.ts');
  const pages = [...table.matchAll(/^ {2}\w+: '(\/[a-z-]+)',$/gm)].map(([, page]) => page);
  return ['/', ...pages];
}
