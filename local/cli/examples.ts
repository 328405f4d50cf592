import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CallExample,
  callExamples,
  DOMAINS,
  exampleFile,
  messageExamples,
  REFUSALS,
  refusalExamples,
  SOCKET,
} from '../../docs/examples.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { run } from '../dev/cloud/child.ts';
import { cleanEnv, LOCAL, ROOT } from '../dev/cloud/paths.ts';
import { type ChosenExamples, choose, holdsExample, holdsMessage } from '../examples/choose.ts';
import { privateIn } from '../examples/private.ts';
import type { Recorded } from '../examples/recorder.ts';
import { differences, staleExamples, staleMessages } from '../examples/stale.ts';
import { green } from './colours.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run examples`: plays the stories of test/e2e on a stack, all or those of some files, and writes the examples of docs/examples that are new
 * or no longer stand. With `--from` it reads the calls of a run that was, such as `.local/test/calls` of `npm test`; with `--check` it
 * writes nothing, and fails for a stale example; with `--all` it takes all anew.
 */
const USAGE = 'npm run examples -- [test/e2e/FILE ...] [--from FOLDER] [--check] [--all]';

/** Calls and messages of all stories, in the order of their files. */
function readRecorded(folder: string): Recorded {
  const files = globSync('*.json', { cwd: folder }).toSorted();
  if (files.length === 0) throw new CommandError(`There are no calls of stories in ${folder}.`);
  const all = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded);
  return { calls: all.flatMap(({ calls }) => calls), messages: all.flatMap(({ messages }) => messages) };
}

async function play(folder: string, stories: readonly string[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write('Playing the stories of test/e2e. It takes some minutes.\n');
  const stack = process.env.YOUBET_STACK;
  const env = cleanEnv({ YOUBET_CALLS: folder, ...(stack !== undefined && { YOUBET_STACK: stack }) });
  await run('vitest', ['run', '--project', 'e2e', ...stories], { env, log: join(LOCAL, 'examples.log'), seconds: 2 * 3_600 });
}

const isSame = (one: CallExample) => (other: CallExample) => one.status === other.status && one.variant === other.variant;

/** Keeps an example that still stands, so that a run changes no others than those that have to. */
function merged(contract: Contract, fresh: readonly CallExample[], { calls }: Recorded): readonly CallExample[] {
  const kept = (callExamples()[contract.name] ?? []).filter((one) => holdsExample(contract, one));
  const stands = (one: CallExample) => staleExamples({ [contract.name]: [one] }, calls).length === 0;
  const taken = fresh.map((example) => kept.filter(isSame(example)).find(stands) ?? example);
  return [...taken, ...kept.filter((one) => !fresh.some(isSame(one)))];
}

function write(name: string, value: object): void {
  const file = fileURLToPath(exampleFile(name));
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const found = privateIn(text);
  if (found.length > 0) throw new CommandError(`An example of ${name} has values of this run:\n${found.join('\n')}`);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`  ${green('written')}  ${relative(ROOT, file)}\n`);
}

function writeAll({ calls, refusals, messages }: ChosenExamples, recorded: Recorded, all: boolean): void {
  for (const domain of DOMAINS) {
    const entries = (ROUTES[domain] as readonly Contract[]).map((contract) => {
      const fresh = calls[contract.name] ?? [];
      return [contract.name, all ? fresh : merged(contract, fresh, recorded)] as const;
    });
    write(domain, Object.fromEntries(entries.filter(([, examples]) => examples.length > 0)));
  }
  const stands = (before: unknown, one: unknown) =>
    !all && before !== undefined && before !== null && differences(before, [one]).length === 0;
  const known = all ? {} : refusalExamples();
  const taken = Object.entries(refusals).map(([code, one]) => [code, stands(known[code], one) ? known[code] : one] as const);
  const each = Object.entries({ ...known, ...Object.fromEntries(taken) });
  write(REFUSALS, Object.fromEntries(each.toSorted(([a], [b]) => (a < b ? -1 : 1))));
  const before = messageExamples();
  const kept = (name: string, fresh: unknown, i: number) => {
    const one = before[name]?.[i];
    return fresh === null || (stands(one, fresh) && holdsMessage(name, one)) ? (one ?? null) : fresh;
  };
  write(
    SOCKET,
    Object.fromEntries(Object.entries(messages).map(([name, list]) => [name, list.map((fresh, i) => kept(name, fresh, i))])),
  );
}

await command(async () => {
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: { from: { type: 'string' }, check: { type: 'boolean', default: false }, all: { type: 'boolean', default: false } },
  });
  const folder = values.from ?? join(LOCAL, 'calls');
  if (values.from === undefined) await play(folder, positionals);
  const recorded = readRecorded(folder);
  if (!values.check) {
    writeAll(choose(recorded), recorded, values.all);
    process.stdout.write('Now: npm run generate\n');
    return;
  }
  const stale = [...staleExamples(callExamples(), recorded.calls), ...staleMessages(messageExamples(), recorded.messages)];
  if (stale.length > 0)
    throw new CommandError(
      `Examples of docs/examples are stale:\n${stale.join('\n')}\nnpm run examples -- --from ${relative(ROOT, folder)} takes them anew.`,
    );
  process.stdout.write('All examples stand.\n');
});
