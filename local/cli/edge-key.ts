import { generateKeyPairSync } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { ENVIRONMENTS } from '../../lib/environments.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run edge-key -- <environment> [<generation>]`: makes a key pair by which addresses of the edge are signed: the first one before the first
 * deployment, another one for each rotation. The private key goes to Secrets Manager and to nowhere else, the public one to SSM, from
 * which the template takes it.
 */
const USAGE = 'npm run edge-key -- <environment> [<generation>]';

await command(async () => {
  const [name, generation = '1', ...rest] = readArguments(USAGE, { allowPositionals: true }).positionals;
  const edge = ENVIRONMENTS.find((one) => one.name === name)?.edge;
  const names = ENVIRONMENTS.filter((one) => one.edge !== null).map((one) => one.name);
  if (!edge || rest.length > 0 || !/^[1-9]\d{0,3}$/.test(generation))
    throw new CommandError(`Usage: ${USAGE}\nThe environments with an edge: ${names.join(', ')}.`);
  const [secret, parameter] = [edge.keySecret(Number(generation)), edge.publicKeyParameter(Number(generation))];
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  // A secret that is there is not replaced: addresses that it has signed would stop to open.
  await new SecretsManagerClient().send(new CreateSecretCommand({ Name: secret, SecretString: privateKey }));
  await new SSMClient().send(new PutParameterCommand({ Name: parameter, Value: publicKey, Type: 'String', Overwrite: true }));
  process.stdout.write(`The secret ${secret} and the parameter ${parameter} are made.\n`);
});
