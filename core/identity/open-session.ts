import { meView, type StoredUser } from '#core/users';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { SignedIn } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import { mintWithGrant } from './cognito.ts';
import { putGrant } from './grant.store.ts';
import { writeRefreshToken } from './refresh-token.ts';
import { hashSecret, newSecret } from './secret-rules.ts';
import { putSession } from './session.store.ts';
import { SESSION_LIFE } from './session-rules.ts';

/** Signs in a verified user: makes a grant, exchanges it for Cognito's tokens, and stores a session over them. */
export async function openSession(user: StoredUser, now: Date): Promise<SignedIn> {
  const userId = user.userId as UserId;
  const grant = newSecret();
  await putGrant(hashSecret(grant), userId, now);
  const { accessToken, expiresIn, origin, mintToken } = await mintWithGrant(userId, grant);

  const keys = await vault();
  const sessionId = newId(now);
  await putSession({
    userId,
    sessionId,
    generation: 1,
    rotatedAt: now.getTime(),
    sealed: keys.seal('session', mintToken, sessionId),
    origin,
    createdAt: now.toISOString(),
    expiresAt: epoch(now) + SESSION_LIFE,
  });
  const refreshToken = writeRefreshToken(keys, { userId, sessionId, generation: 1 });
  return { status: 'signed_in', accessToken, refreshToken, expiresIn, user: meView(user, keys) };
}
