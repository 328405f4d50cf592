import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../../cli/command.ts';
import { ROOT } from './paths.ts';

export interface ChildOptions {
  readonly env: Readonly<Record<string, string>>;
  /** The file that its output is appended to. */
  readonly log: string;
  readonly cwd?: string;
}

/** Starts a program in a process group of its own, so that `endGroup` can end it and all that it starts. */
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
 * @throws CommandError with the last lines of its log when it fails, cannot be started, or takes longer than `seconds`
 */
export async function run(
  command: string,
  args: readonly string[],
  options: ChildOptions & { readonly seconds: number; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const child = launch(command, args, options);
  const end = () => child.pid !== undefined && void endGroup(child.pid, 5);
  options.signal?.addEventListener('abort', end, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, options.seconds * 1000);
  try {
    const code = await new Promise<number | string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (exit, signal) => resolve(exit ?? signal ?? 'unknown'));
    });
    if (isLate) throw new CommandError(`${command} took longer than ${options.seconds} s.\n${tail(options.log)}`);
    if (code !== 0) throw new CommandError(`${command} ended with ${code}.\n${tail(options.log)}`);
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', end);
  }
}

/**
 * Waits until a server that `launch` started answers, then lets it run on without this process.
 * @returns the pid of its process group
 * @throws CommandError with the last lines of `log` when the server ends, or does not answer within `seconds`
 */
export async function untilReady(
  child: ChildProcess,
  { name, url, log, seconds }: { readonly name: string; readonly url: string; readonly log: string; readonly seconds: number },
): Promise<number> {
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `ended with ${code ?? signal}`;
  });
  for (let waited = 0; waited < seconds * 1000 && ended === undefined && child.pid !== undefined; waited += 100) {
    if (await answers(url)) {
      child.unref();
      return child.pid;
    }
    await sleep(100);
  }
  throw new CommandError(`${name} ${ended ?? `did not answer for ${seconds} s`}.\n${tail(log)}`);
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** @returns the last lines of a log, indented, and the path of the log */
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

/** Ends a process group: sends SIGTERM, and SIGKILL if it is still there after `seconds`. */
export async function endGroup(pid: number, seconds = 10): Promise<void> {
  for (const [signal, secondsToEnd] of [
    ['SIGTERM', seconds],
    ['SIGKILL', 5],
  ] as const) {
    if (!signalGroup(pid, signal)) return;
    for (let waited = 0; waited < secondsToEnd * 1000; waited += 50) {
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

/**
 * The time at which a process started, in the operating system's own format; undefined when the process is gone. Together with the pid it
 * identifies a process, since pids are used again.
 */
export function startTimeOf(pid: number): string | undefined {
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
