import { globSync, readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { inRoot } from '../bootstrap/places.mjs';
import { buildSbom, readIntegrities } from './write-sbom.mjs';

const read = (file) => readFileSync(inRoot(file), 'utf8');
const lockfile = parse(read('pnpm-lock.yaml'));
const workspace = parse(read('pnpm-workspace.yaml'));
const manifests = globSync(['package.json', 'apps/*/package.json', 'packages/*/package.json'], {
  cwd: inRoot(),
}).map((file) => ({ file, ...JSON.parse(read(file)) }));

describe('attack 125: what we install', () => {
  it('is named by the lockfile with a hash of its content, and comes from the registry', () => {
    const without = Object.entries(lockfile.packages)
      .filter(
        ([, { resolution }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(resolution.integrity ?? ''),
      )
      .map(([id]) => id);
    expect(without).toEqual([]);
    for (const { resolution } of Object.values(lockfile.packages)) {
      expect(Object.keys(resolution)).toEqual(['integrity']);
    }
  });

  it('stands in the catalogue in one exact version, and nowhere else', () => {
    for (const { file, dependencies, devDependencies, optionalDependencies } of manifests) {
      const wanted = Object.entries({
        ...dependencies,
        ...devDependencies,
        ...optionalDependencies,
      });
      for (const [name, version] of wanted) {
        expect(['catalog:', 'workspace:*'], `${name} in ${file}`).toContain(version);
      }
    }
    for (const [name, version] of Object.entries(workspace.catalog)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/);
    }
  });

  it('runs a script of its own only where that is allowed by name', () => {
    expect(workspace.onlyBuiltDependencies.every((name) => !name.includes('*'))).toBe(true);
    expect(read('.npmrc')).not.toMatch(/ignore-scripts\s*=\s*false|dangerously/);
  });

  it('is installed by the lockfile, in the start and in the images', () => {
    const frozen = /'--frozen-lockfile'/;
    expect(read('packages/tooling/bootstrap/install.mjs')).toMatch(frozen);
    expect(read('packages/tooling/release/assemble-app.mjs')).toMatch(frozen);
  });
});

it('the list of parts is valid CycloneDX, and names each production package with its hash', async () => {
  const text = await buildSbom();
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(text)).toBeNull();
  const { components } = JSON.parse(text);
  const integrities = readIntegrities();
  expect(components.length).toBeGreaterThan(50);
  const jose = components.find(({ purl }) => purl?.startsWith('pkg:npm/jose@'));
  expect(jose.licenses).toEqual([{ license: { id: 'MIT' } }]);
  const digest = Buffer.from(jose.hashes[0].content, 'hex').toString('base64');
  expect(integrities.get(`jose@${jose.version}`)).toBe(`sha512-${digest}`);
}, 60_000);
