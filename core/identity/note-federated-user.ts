import { vault } from '#platform/vault';
import { IdentityProvider } from '#schemas/identities';
import { identityKey } from './address-rules.ts';
import { putFederatedUser } from './federated-user.store.ts';
import { COGNITO_NAMES } from './hosted-settings.ts';

/** The reasons for which Cognito is about to make a user: somebody signs up, we make one, or somebody comes from a provider. */
type SignUpSource = 'PreSignUp_SignUp' | 'PreSignUp_AdminCreateUser' | 'PreSignUp_ExternalProvider';

/**
 * Decides if Cognito may make a user: one that we make, or one for a person who comes from Google or Apple in a browser. The latter is noted, so
 * that it goes after a day if nobody registers: 2 WRU.
 * @throws for anybody else, so that Cognito makes none
 */
export async function noteFederatedUser(source: SignUpSource, username: string, now: Date): Promise<void> {
  // Only our own role may make users; a person who signs up at Cognito has none.
  if (source === 'PreSignUp_AdminCreateUser') return;
  const provider = IdentityProvider.options.find((one) => new RegExp(`^${COGNITO_NAMES[one]}_.`, 'i').test(username));
  if (source !== 'PreSignUp_ExternalProvider' || !provider) throw new Error('nobody signs up here');
  const subject = username.slice(COGNITO_NAMES[provider].length + 1);
  const keys = await vault();
  const key = identityKey(keys, provider, subject);
  await putFederatedUser({ identityKey: key, provider, sealed: keys.seal('subject', subject, key) }, now);
}
