import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsOf, type Vault, vaultOf } from '../../core/platform/vault.ts';
import { aws, stack } from './stack.ts';

/** The vault of the stack under test: it seals what its functions open. @param door a function that has the secret */
export async function stackVault(door: string): Promise<Vault> {
  const [lambda, secrets] = [new LambdaClient(aws()), new SecretsManagerClient(aws())];
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: stack().functions[door] }));
  const { SecretString } = await secrets.send(
    new GetSecretValueCommand({ SecretId: Environment?.Variables?.IDENTITY_SECRET_ID }),
  );
  for (const client of [lambda, secrets]) client.destroy();
  return vaultOf(secretsOf(SecretString ?? ''));
}
