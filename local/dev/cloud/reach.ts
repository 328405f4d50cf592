import { ENVIRONMENTS } from '../../../lib/environments.ts';
import { clientOf } from './aws.ts';
import { Refusal } from './child.ts';
import { type Deployed, describe } from './describe.ts';
import { readStackFile } from './stack-file.ts';

/** The environment that a command is for. */
export const chosen = (): string => process.env.YOUBET_ENV ?? 'local';

/**
 * What is deployed of an environment, and how an SDK client reaches it: the running emulator, or AWS with the caller's own credentials.
 * @throws Refusal when there is no such environment, or nothing of it is deployed
 */
export async function reach(environment = chosen()): Promise<Deployed & { readonly client: object }> {
  const names = ENVIRONMENTS.map(({ name }) => name);
  if (!names.includes(environment as never)) throw new Refusal(`YOUBET_ENV is one of ${names.join(', ')}, not ${environment}.`);
  const client = environment === 'local' ? clientOf(readStackFile().awsEndpoint) : {};
  const deployed = await describe(environment, client);
  if (Object.keys(deployed.functions).length === 0)
    throw new Refusal(`Nothing of ${environment} is deployed in this account and region.`);
  return { ...deployed, client };
}
