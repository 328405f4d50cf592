import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../cli/command.ts';
import { run } from './child.ts';
import { cleanEnv, LOCAL, ROOT } from './paths.ts';

const OLDEST = [3, 10] as const;
const REQUIREMENTS = join(ROOT, 'local/dev/cloud/emulator.requirements.txt');
const HOME = join(LOCAL, 'emulator');
const MARK = join(HOME, 'installed');

/** The Python that runs the emulator, and the environment variables that it needs. */
export interface Emulator {
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Installs the pinned emulator under .local/emulator, and again when emulator.requirements.txt or Python changes. It goes into a virtual
 * environment; where this Python cannot make one (Debian without python3-venv), into a plain folder.
 * @throws CommandError when Python is missing or too old, has no pip, or the packages cannot be installed
 */
export async function installEmulator(signal?: AbortSignal): Promise<Emulator> {
  const host = findPython();
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(`${host.command} ${host.version}`).digest('hex');
  if (!existsSync(MARK) || readFileSync(MARK, 'utf8') !== wanted) {
    rmSync(HOME, { recursive: true, force: true });
    await install(host.command, signal);
    writeFileSync(MARK, wanted);
  }
  return existsSync(venvPython) ? { python: venvPython, env: {} } : { python: host.command, env: { PYTHONPATH: folder } };
}

const venv = join(HOME, 'venv');
const folder = join(HOME, 'packages');
const venvPython = join(venv, 'bin/python3');
const log = join(LOCAL, 'emulator-install.log');

async function install(python: string, signal: AbortSignal | undefined): Promise<void> {
  const options = { env: cleanEnv({ PYTHONNOUSERSITE: '1' }), log, signal };
  const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  rmSync(log, { force: true });
  const made = await run(python, ['-m', 'venv', venv], { ...options, seconds: 1_800 }).then(
    () => true,
    () => false,
  );
  if (made) return run(venvPython, pip, { ...options, seconds: 1_800 });
  rmSync(venv, { recursive: true, force: true });
  try {
    execFileSync(python, ['-m', 'pip', '--version'], { stdio: 'ignore', env: options.env });
  } catch {
    throw new CommandError(
      `${python} has neither venv nor pip, which the local AWS emulator is installed with: install python3-venv or python3-pip.`,
    );
  }
  await run(python, [...pip, '--target', folder], { ...options, seconds: 1_800 });
}

/** @returns the first Python on PATH that is at least OLDEST @throws CommandError when there is none */
function findPython(): { command: string; version: string } {
  const found: string[] = [];
  for (const command of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const version = versionOf(command);
    if (version === undefined) continue;
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major === OLDEST[0] && minor >= OLDEST[1]) return { command, version };
    found.push(`${command} is ${version}`);
  }
  const seen = found.length === 0 ? 'none was found on PATH' : found.join(', ');
  throw new CommandError(`The local AWS emulator needs Python ${OLDEST.join('.')} or newer, but ${seen}.`);
}

function versionOf(command: string): string | undefined {
  try {
    const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
    return execFileSync(command, ['-c', script], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 120_000,
    }).trim();
  } catch {
    return undefined;
  }
}
