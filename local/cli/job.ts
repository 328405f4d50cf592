import { invoke, isJob } from '../client/invoke.ts';
import { Refusal } from '../dev/cloud/child.ts';
import { reach } from '../dev/cloud/reach.ts';
import { command } from '../dev/cloud/steps.ts';

/**
 * `npm run job -- <name> ['{json}']`: runs one job now, on the environment that YOUBET_ENV names (local if not said). In AWS it is found
 * and invoked with your own credentials. Prints what the job says it did; ends with 1 when it fails.
 */
const [name, json, ...rest] = process.argv.slice(2);

await command(async () => {
  const { client, functions } = await reach();
  const jobs = Object.keys(functions).filter(isJob);
  if (name === undefined || rest.length > 0)
    throw new Refusal(`npm run job -- <name> ['{json}']; the names: ${jobs.join(', ')}.`);
  if (functions[name] === undefined) throw new Refusal(`There is no job ${name}; there are: ${jobs.join(', ')}.`);
  const { failed, payload } = await invoke(client, functions, name, inputOf(name, json));
  process.stdout.write(`${JSON.stringify(payload, null, 2)}\n`);
  if (failed) throw new Refusal(`${name} failed.`);
});

/** By hand, a sport is fetched now, whenever it was fetched last. */
function inputOf(job: string, json: string | undefined): object {
  if (json === undefined) return job.startsWith('ingest-') ? { force: true } : {};
  try {
    const input: unknown = JSON.parse(json);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  } catch {}
  throw new Refusal(`The input of ${job} must be a JSON object, as '{"force":true}', and is ${json}.`);
}
