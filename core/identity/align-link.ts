import * as z from 'zod';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { IdentityProvider } from '#schemas/identities';
import { deleteMintUser } from './cognito.ts';
import { linkMintUser, unlinkMintUser } from './cognito-links.ts';
import { forgetFederatedUser, loadFederatedUser } from './federated-user.store.ts';
import { COGNITO_NAMES, hostedSettings } from './hosted-settings.ts';
import { loadIdentity } from './registration.store.ts';

/** A message of the sign-outs queue: an account at a provider, whose link at Cognito may differ from ours. The subject stays sealed on the way. */
export const LinkMessage = z.strictObject({ identityKey: z.string(), provider: IdentityProvider, sealed: z.string() });
export type LinkMessage = z.infer<typeof LinkMessage>;

/**
 * Makes Cognito's link of an account at a provider what our own row says now: with its owner, or with nobody. The user that Cognito made of its
 * own goes first, since Cognito links no account that has one; it goes also after the provider was taken out of the configuration. Repeats, and
 * messages in another order, come to the same.
 */
export async function alignLink({ identityKey, provider, sealed }: LinkMessage): Promise<void> {
  const subject = (await vault()).open('subject', sealed, identityKey);
  // The note is read first: Cognito may make another user after the deletion, and that one's note must stay.
  const [owner, noted] = await Promise.all([loadIdentity(identityKey), loadFederatedUser(identityKey)]);
  await deleteMintUser(`${COGNITO_NAMES[provider]}_${subject}`);
  if (hostedSettings().providers.includes(provider)) {
    if (owner) await linkMintUser(owner.userId as UserId, { provider, subject });
    else await unlinkMintUser({ provider, subject });
  }
  if (noted) await forgetFederatedUser(noted);
}
