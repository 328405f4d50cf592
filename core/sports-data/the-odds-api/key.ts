import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { env } from '#platform/env';

let kept: Promise<string> | undefined;

/**
 * The provider's key from its SecureString, cached by the process.
 * @param fresh reads it again, since a key that the provider refuses may have been rotated
 */
export function providerKey(fresh = false): Promise<string> {
  if (fresh) kept = undefined;
  kept ??= load().catch((error) => {
    kept = undefined;
    throw error;
  });
  return kept;
}

async function load(): Promise<string> {
  const command = new GetParameterCommand({ Name: env('SPORTS_FEED_KEY_PARAMETER'), WithDecryption: true });
  const { Parameter } = await new SSMClient({}).send(command);
  if (!Parameter?.Value) throw new Error('the provider key parameter is empty');
  return Parameter.Value;
}
