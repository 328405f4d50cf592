import { IdentityProvider, IssueNonce } from '../../schemas/identities.ts';
import { apiClient } from '../client/api.ts';
import { signInAtProvider } from '../client/identity-provider.ts';
import { readStackFile } from '../dev/cloud/stack-file.ts';
import { accountOf } from '../identity-provider/browser.ts';
import { CommandError, command, readArguments } from './command.ts';

/**
 * `npm run -s id-token -- <provider> <address>`: signs somebody in at the local cloud's Google or Apple, as an app does with the provider's
 * library, and prints the body of `POST /auth/oauth/<provider>/native`. An address is always the same person.
 */
const USAGE = 'npm run -s id-token -- google ann@gmail.com  (or apple ann@icloud.com)';

await command(async () => {
  const [name, email, ...rest] = readArguments(USAGE, { allowPositionals: true }).positionals;
  const { data: provider } = IdentityProvider.safeParse(name);
  if (!provider || email === undefined || rest.length > 0) throw new CommandError(`Usage: ${USAGE}`);
  const stack = readStackFile();
  const { nonce } = await apiClient(() => stack.apiUrl).call(IssueNonce);
  const given = await signInAtProvider(stack.identityProviderUrl, provider, accountOf(email), nonce);
  const body = provider === 'apple' ? given : { idToken: given.idToken };
  process.stdout.write(`${JSON.stringify({ ...body, nonce })}\n`);
});
