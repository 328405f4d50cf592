import { createHash, randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { IdentityProvider } from '../../schemas/identities.ts';
import { ExchangeHostedCode, StartHostedSignIn } from '../../schemas/oauth.ts';
import { apiClient } from '../client/api.ts';
import { readStackFile } from '../dev/cloud/stack-file.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run -s sign-in -- <provider>`: an app without a browser of its own. It prints the address at which a sign-in in a browser begins, takes the
 * code that the browser shows at the end, and prints the answer of the API: a session, or what comes next.
 */
const USAGE = 'npm run -s sign-in -- google  (or apple)';

await command(async () => {
  const [name, ...rest] = readArguments(USAGE, { allowPositionals: true }).positionals;
  const { data: provider } = IdentityProvider.safeParse(name);
  if (!provider || rest.length > 0) throw new CommandError(`Usage: ${USAGE}`);
  const { apiUrl, identityProviderUrl } = readStackFile();
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const query = new URLSearchParams({ challenge, redirect: `${identityProviderUrl}/signed-in` });
  const path = StartHostedSignIn.path.replace('{provider}', provider);
  process.stderr.write(`Open this in a browser:\n\n  ${apiUrl}${path}?${query}\n\n`);
  const input = createInterface({ input: process.stdin, output: process.stderr });
  const code = (await input.question('The code that it shows: ')).trim();
  input.close();
  const answer = await apiClient(() => apiUrl).call(ExchangeHostedCode, { body: { code, verifier } });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
});
