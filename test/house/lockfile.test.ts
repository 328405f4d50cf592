import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

interface Locked {
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const packages = lock.packages as Readonly<Record<string, Locked>>;

/** True when npm finds `name` from a package: in its own folder, in that of a package around it, or at the top. */
function locked(name: string, from: string): boolean {
  for (let holder = from; holder !== ''; holder = holder.slice(0, Math.max(0, holder.lastIndexOf('/node_modules/')))) {
    if (packages[`${holder}/node_modules/${name}`]) return true;
  }
  return packages[`node_modules/${name}`] !== undefined;
}

it('package-lock.json has the packages of every platform, or npm ci refuses it', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]) => (locked(name, from) ? [] : [`${name}@${version}`])),
  );
  expect(missing, 'a registry that lacks some leaves them out: add an entry each, with version, os, cpu and "optional"').toEqual(
    [],
  );
});

it('package.json allows or refuses each script that an installation would run: npm shows no warning of them here (.npmrc)', () => {
  const withScript = Object.entries(packages).flatMap(([at, { hasInstallScript }]) =>
    hasInstallScript ? [at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length)] : [],
  );
  expect(withScript).toContain('esbuild');
  const decided = Object.keys(manifest.allowScripts);
  expect([...new Set(withScript)].filter((name) => !decided.includes(name))).toEqual([]);
});
