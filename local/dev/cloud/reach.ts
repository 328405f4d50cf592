import { ENVIRONMENTS } from '../../../lib/environments.ts';
import { CommandError } from '../../cli/command.ts';
import { clientOf } from './aws.ts';
import { type Deployed, describe } from './describe.ts';
import { readStackFile } from './stack-file.ts';

/** The environment that a program works on: YOUBET_ENV, or `local`. */
export const chosenEnvironment = (): string => process.env.YOUBET_ENV ?? 'local';

/**
 * Finds what is deployed of an environment. `client` holds the settings of an SDK client that calls it: those of the running emulator, or
 * none for AWS, where the SDK takes the caller's own credentials.
 * @throws CommandError when there is no such environment, or nothing of it is deployed
 */
export async function reach(environment = chosenEnvironment()): Promise<Deployed & { readonly client: object }> {
  const names: readonly string[] = ENVIRONMENTS.map(({ name }) => name);
  if (!names.includes(environment)) throw new CommandError(`YOUBET_ENV is one of ${names.join(', ')}, not ${environment}.`);
  const client = environment === 'local' ? clientOf(readStackFile().awsEndpoint) : {};
  const deployed = await describe(environment, client);
  if (Object.keys(deployed.functions).length === 0)
    throw new CommandError(`Nothing of ${environment} is deployed in this account and region.`);
  return { ...deployed, client };
}
