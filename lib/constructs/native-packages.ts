import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A package.json with native packages alone, and its lockfile. */
const LOCKED = path.join(ROOT, 'lib', 'native');
const INSTALLED = path.join(ROOT, 'cdk.out', 'native');

/** The machines that binaries are installed for: that of Lambda, or the one that synthesizes. */
export type Binaries = 'linux-arm64' | 'host';

/** The number of a processor in the header of an ELF file (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html). */
const AARCH64 = 183;

/**
 * The folder with sharp and its libvips for a machine, some 20 MB, wherever the app is synthesized: for this machine those that are
 * installed here, for Lambda what npm installs once from a lockfile of its own, with `--os`, `--cpu` and `--libc` of Lambda.
 * @throws when npm cannot install them, or what it installed is for another processor
 */
export function nativePackages(binaries: Binaries): string {
  const { packages } = JSON.parse(readFileSync(path.join(LOCKED, 'package-lock.json'), 'utf8')) as LockFile;
  const versions = [packages['node_modules/sharp']?.version, ...(binaries === 'host' ? HERE_ALONE.map(versionHere) : [])];
  const folder = path.join(INSTALLED, [binaries, ...versions].join('-'));
  if (existsSync(folder)) return path.join(folder, 'node_modules');
  const making = `${folder}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  if (binaries === 'host') copyInstalled([...Object.keys(packages), ...HERE_ALONE], making);
  else install(making);
  if (existsSync(folder)) rmSync(making, { recursive: true });
  else renameSync(making, folder);
  return path.join(folder, 'node_modules');
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

/** Packages that this machine's functions get beside the locked ones: GuardDuty scans uploads in AWS (docs/adr/0034-media.md). */
const HERE_ALONE = ['node_modules/@virustotal/yara-x'];

const versionHere = (name: string): string =>
  (JSON.parse(readFileSync(path.join(ROOT, name, 'package.json'), 'utf8')) as { version: string }).version;

/** Copies those of the locked packages that this machine has: `npm ci` left out what is for others. */
function copyInstalled(locked: readonly string[], to: string): void {
  for (const one of locked.filter((name) => name !== '' && existsSync(path.join(ROOT, name))))
    cpSync(path.join(ROOT, one), path.join(to, one), { recursive: true });
}

function install(to: string): void {
  for (const file of ['package.json', 'package-lock.json']) cpSync(path.join(LOCKED, file), path.join(to, file));
  const machine = ['--os=linux', '--cpu=arm64', '--libc=glibc'];
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
  execFileSync('npm', ['ci', ...machine, ...quiet], { cwd: to, stdio: ['ignore', 'ignore', 'inherit'] });
  assertFor(AARCH64, to);
}

/** @throws when a binary is for another processor, or there is none */
function assertFor(processor: number, folder: string): void {
  const files = globSync('node_modules/@img/*/lib/*.{node,so*}', { cwd: folder });
  const wrong = files.filter((file) => processorOf(path.join(folder, file)) !== processor);
  if (files.length === 0 || wrong.length > 0)
    throw new Error(`npm installed binaries for another processor: ${wrong.join(', ')}`);
}

/** The processor of an ELF file; null for any other file. */
export function processorOf(file: string): number | null {
  const header = readFileSync(file).subarray(0, 20);
  return header.subarray(0, 4).toString('latin1') === '\x7fELF' ? header.readUInt16LE(18) : null;
}
