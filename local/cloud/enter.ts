import { ENVIRONMENTS } from '../../lib/environments.ts';
import { Refusal } from './child.ts';
import { describe } from './describe.ts';
import { awsEnv } from './paths.ts';
import { readStackFile } from './stack-file.ts';

/**
 * Lets this process run use cases on an environment's table, as a function of it would. Call it before anything of core is imported,
 * which is why whoever enters imports core afterwards and dynamically. In AWS the caller's own credentials are used.
 * @throws Refusal when there is no such environment, or nothing of it is deployed
 */
export async function enter(environment = process.env.YOUBET_ENV ?? 'local'): Promise<void> {
  if (environment === 'local') {
    const { awsEndpoint, tableName } = readStackFile();
    Object.assign(process.env, awsEnv(awsEndpoint), { TABLE_NAME: tableName });
    return;
  }
  const names = ENVIRONMENTS.map(({ name }) => name);
  if (!names.includes(environment as never)) throw new Refusal(`YOUBET_ENV is one of ${names.join(', ')}, not ${environment}.`);
  const { outputs } = await describe(environment, {});
  if (outputs.tableName === undefined) throw new Refusal(`Nothing of ${environment} is deployed in this account and region.`);
  process.env.TABLE_NAME = outputs.tableName;
}
