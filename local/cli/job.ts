import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { invoke, isJob } from '../client/invoke.ts';
import { reach } from '../dev/cloud/reach.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run job -- <name> ['{json}']`: runs one job now and prints its reply. The exit code is 1 if it fails. YOUBET_ENV names the
 * environment (`local`); in AWS the job is found and invoked with the caller's own credentials.
 */
const USAGE = "npm run job -- <name> ['{json}']";

await command(async () => {
  const { positionals } = readArguments(USAGE, { allowPositionals: true });
  const [name, json, ...rest] = positionals;
  const { client, functions } = await reach();
  const jobs = Object.keys(functions).filter(isJob);
  if (name === undefined || rest.length > 0) throw new CommandError(`Usage: ${USAGE}\nThe names: ${jobs.join(', ')}.`);
  if (!jobs.includes(name)) throw new CommandError(`There is no job ${name}; there are: ${jobs.join(', ')}.`);
  const { failed, payload } = await invoke(client, functions, name, withFile(name, inputOf(name, json)));
  process.stdout.write(`${JSON.stringify(payload, null, 2)}\n`);
  if (failed) throw new CommandError(`${name} failed.`);
});

/** `import-results` takes the text of a file, by whose ending its form is known; a person names the file. */
function withFile(job: string, input: object): object {
  if (job !== 'import-results' || !('file' in input) || typeof input.file !== 'string') return input;
  const format = extname(input.file).slice(1);
  try {
    return { format, ...input, file: readFileSync(input.file, 'utf8') };
  } catch (error) {
    throw new CommandError(`${input.file} cannot be read: ${(error as Error).message}`);
  }
}

/** @returns the given input, or the default one: by hand, `ingest-events` and `ingest-scores` fetch even if they did so a moment ago */
function inputOf(job: string, json: string | undefined): object {
  if (json === undefined) return job.startsWith('ingest-') ? { force: true } : {};
  try {
    const input: unknown = JSON.parse(json);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  } catch {}
  throw new CommandError(`The input of ${job} must be a JSON object, as '{"force":true}', and is ${json}.`);
}
