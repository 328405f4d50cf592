import * as z from 'zod';
import { vault } from '#platform/vault';
import { revokeAppleToken } from './apple.ts';

/** A message of the sign-outs queue: an identity that somebody signs in by no more. Apple's token stays sealed on the way. */
export const RevokeMessage = z.strictObject({ identityKey: z.string(), appleToken: z.string() });
export type RevokeMessage = z.infer<typeof RevokeMessage>;

const AppleToken = z.strictObject({ token: z.string(), audience: z.string() });

/** Revokes a sign-in at Apple. A repeat changes nothing. @throws when Apple does not take it, so that the queue tries again */
export async function revokeIdentity({ identityKey, appleToken }: RevokeMessage, now: Date): Promise<void> {
  const { token, audience } = AppleToken.parse(JSON.parse((await vault()).open('apple', appleToken, identityKey)));
  await revokeAppleToken(token, audience, now);
}
