import { execFile } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { YouBetError } from '../../client/index.ts';
import pkg from '../../package.json' with { type: 'json' };
import { CommandError, command, readArguments } from './command.ts';

interface Ended {
  readonly code: number;
  readonly errors: string;
}

const run = (file: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env: { ...process.env, NO_COLOR: '1' } }, (error, _, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, errors: stderr }),
    );
  });

const SCRIPTS: Readonly<Record<string, string>> = pkg.scripts;
/** The programs of local/ that npm scripts run, and the two that other programs run. */
const PROGRAMS = [
  ...new Set(Object.values(SCRIPTS).flatMap((script) => /local\/\S+\.ts/.exec(script)?.[0] ?? [])),
  'local/dev/seed.ts',
  'local/provider/server.ts',
];

describe('a program of local/', () => {
  it('is run by scripts, the audit and the day among them', () => {
    expect(PROGRAMS).toEqual(expect.arrayContaining(['local/cli/audit.ts', 'local/dev/day/day.ts']));
  });

  it.concurrent.each(PROGRAMS)('%s refuses an unknown option in one sentence, with its usage', async (file) => {
    const { code, errors } = await run(file, '--no-such-option');
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([
      "Unknown option '--no-such-option'.",
      expect.stringMatching(/^Usage: (npm|node) /),
    ]);
  });
});

describe('arguments', () => {
  it('that are positional are refused where none are read', () => {
    const read = () => readArguments('npm stop', { args: ['surplus'] });
    expect(read).toThrow(new CommandError("Unexpected argument 'surplus'.\nUsage: npm stop"));
  });

  it('that are known are returned', () => {
    const options = { summary: { type: 'boolean', default: false } } as const;
    const { values, positionals } = readArguments('x', { args: ['--summary', 'ann'], options, allowPositionals: true });
    expect([values.summary, positionals]).toEqual([true, ['ann']]);
  });
});

describe('a command that fails', () => {
  const failing = async (error: Error): Promise<string> => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const before = process.exitCode;
    try {
      await command(() => Promise.reject(error));
      expect(process.exitCode).toBe(1);
      return stderr.mock.calls.join('');
    } finally {
      process.exitCode = before;
      stderr.mockRestore();
    }
  };

  it('prints a CommandError, and a refusal of the API, as one line', async () => {
    expect(await failing(new CommandError('Nothing is running here.'))).toBe('\nNothing is running here.\n');
    const refused = new YouBetError('Too many calls.', { status: 429, code: 'RATE_LIMITED' });
    expect(await failing(refused)).toBe('\n429 RATE_LIMITED: Too many calls.\n');
  });

  it('prints any other error with its stack', async () => {
    expect(await failing(new TypeError('a defect'))).toMatch(/^\nTypeError: a defect\n\s+at /);
  });
});
