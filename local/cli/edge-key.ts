import { generateKeyPairSync } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ENVIRONMENTS } from '../../lib/environments.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run edge-key -- <environment>`: makes the key pair by which addresses of proofs are signed, once before the first deployment. The
 * private key goes to Secrets Manager and to nowhere else, the public one to SSM, from which the template takes it.
 */
const USAGE = 'npm run edge-key -- <environment>';

await command(async () => {
  const [name, ...rest] = readArguments(USAGE, { allowPositionals: true }).positionals;
  const edge = ENVIRONMENTS.find((one) => one.name === name)?.edge;
  const names = ENVIRONMENTS.filter((one) => one.edge !== null).map((one) => one.name);
  if (!edge || rest.length > 0) throw new CommandError(`Usage: ${USAGE}\nThe environments with an edge: ${names.join(', ')}.`);
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  // A secret that is there is not replaced: addresses that it has signed would stop to open.
  await new SecretsManagerClient().send(new CreateSecretCommand({ Name: edge.keySecret, SecretString: privateKey }));
  const parameter = { Name: edge.publicKeyParameter, Value: publicKey, Type: 'String', Overwrite: true } as const;
  await new SSMClient().send(new PutParameterCommand(parameter));
  process.stdout.write(`The secret ${edge.keySecret} and the parameter ${edge.publicKeyParameter} are made.\n`);
});
