import { awsEnv } from './paths.ts';
import { chosen, reach } from './reach.ts';
import { readStackFile } from './stack-file.ts';

/**
 * Lets this process run use cases on an environment's table, as a function of it would. Call it before anything of core is imported,
 * which is why whoever enters imports core afterwards and dynamically. In AWS the caller's own credentials are used.
 * @throws Refusal when there is no such environment, or nothing of it is deployed
 */
export async function enter(environment = chosen()): Promise<void> {
  if (environment === 'local') Object.assign(process.env, awsEnv(readStackFile().awsEndpoint));
  const { outputs } = await reach(environment);
  process.env.TABLE_NAME = outputs.tableName;
}
