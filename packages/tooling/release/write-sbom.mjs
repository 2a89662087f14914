// The parts of a release as a CycloneDX document: every production package of the lockfile with its version,
// licence and hash. `npm run sbom` writes it to standard output.

import { readFileSync } from 'node:fs';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import parseSpdxExpression from 'spdx-expression-parse';
import { parse } from 'yaml';
import { inRoot } from '../bootstrap/places.mjs';
import { runCommand, tailOf } from '../bootstrap/run-command.mjs';

const licenses = new Contrib.License.Factories.LicenseFactory(parseSpdxExpression);

/** @returns the packages that are installed for production: `{ name, version, license }`. */
export async function readProductionPackages() {
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const args = ['--yes', packageManager, 'licenses', 'list', '--prod', '--json'];
  const { succeeded, output } = await runCommand('npx', args, {
    keptLines: Number.POSITIVE_INFINITY,
  });
  if (!succeeded) throw new Error(tailOf(output));
  const byLicense = JSON.parse(output.join('\n'));
  return Object.values(byLicense)
    .flat()
    .flatMap(({ name, versions, license }) =>
      versions.map((version) => ({ name, version, license })),
    )
    .sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`));
}

/** The integrity of each package of the lockfile, by `name@version`. */
export function readIntegrities() {
  const { packages } = parse(readFileSync(inRoot('pnpm-lock.yaml'), 'utf8'));
  return new Map(
    Object.entries(packages).map(([id, { resolution }]) => [id, resolution.integrity]),
  );
}

/** @returns the document as JSON text (CycloneDX 1.6). */
export async function buildSbom() {
  const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const bom = new Models.Bom();
  bom.metadata.component = new Models.Component(Enums.ComponentType.Application, name, { version });
  const integrities = readIntegrities();
  for (const entry of await readProductionPackages()) {
    bom.components.add(buildComponent(entry, integrities.get(`${entry.name}@${entry.version}`)));
  }
  const serializer = new Serialize.JsonSerializer(
    new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6),
  );
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

function buildComponent({ name, version, license }, integrity) {
  const [group, ownName] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const component = new Models.Component(Enums.ComponentType.Library, ownName, { group, version });
  component.purl = new PackageURL('npm', group, ownName, version, undefined, undefined);
  component.bomRef.value = `${name}@${version}`;
  if (license !== 'Unknown') component.licenses.add(licenses.makeFromString(license));
  if (integrity?.startsWith('sha512-')) {
    const digest = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], digest);
  }
  return component;
}

if (import.meta.main) process.stdout.write(`${await buildSbom()}\n`);
