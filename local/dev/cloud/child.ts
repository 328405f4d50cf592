import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './paths.ts';

/** What a person can be told in a sentence. Whoever runs a command prints it without a stack and ends with 1. */
export class Refusal extends Error {
  override name = 'Refusal';
}

export interface ChildOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly log: string;
  readonly cwd?: string;
}

/** Starts a program in a process group of its own, so that it and all it starts can be ended by its pid. */
export function launch(command: string, args: readonly string[], { env, log, cwd = ROOT }: ChildOptions): ChildProcess {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  try {
    return spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
}

/**
 * Runs a program to its end.
 * @throws Refusal with the last lines of its log when it fails, cannot be started, or takes longer than `seconds`
 */
export async function run(
  command: string,
  args: readonly string[],
  options: ChildOptions & { readonly seconds: number; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const child = launch(command, args, options);
  const end = () => child.pid !== undefined && void endGroup(child.pid, 5);
  options.signal?.addEventListener('abort', end, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, options.seconds * 1000);
  try {
    const code = await new Promise<number | string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (exit, signal) => resolve(exit ?? signal ?? 'unknown'));
    });
    if (late) throw new Refusal(`${command} took longer than ${options.seconds} s.\n${tail(options.log)}`);
    if (code !== 0) throw new Refusal(`${command} ended with ${code}.\n${tail(options.log)}`);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', end);
  }
}

/** @returns the last lines of a log, indented, and where it is */
export function tail(log: string, lines = 15): string {
  let text = '';
  try {
    text = readFileSync(log, 'utf8');
  } catch {
    return `(${relative(process.cwd(), log)} is missing)`;
  }
  const last = text.trimEnd().split('\n').slice(-lines);
  return `${last.map((line) => `    ${line.slice(0, 300)}`).join('\n')}\n  The whole log: ${relative(process.cwd(), log)}`;
}

/** Ends a process group: asks first, insists after `seconds`. */
export async function endGroup(pid: number, seconds = 10): Promise<void> {
  for (const [signal, patience] of [
    ['SIGTERM', seconds],
    ['SIGKILL', 5],
  ] as const) {
    if (!signalGroup(pid, signal)) return;
    for (let waited = 0; waited < patience * 1000; waited += 50) {
      await sleep(50);
      if (!signalGroup(pid, 0)) return;
    }
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** When a process began, in the system's own words; undefined when it is gone. With its pid this names a process for good: pids come again. */
export function bornAt(pid: number): string | undefined {
  try {
    if (platform() === 'linux') return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
