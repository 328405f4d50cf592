import { meView, type StoredUser } from '#core/users';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { SignedIn } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import { mintWithGrant } from './cognito.ts';
import { putGrant } from './grant.store.ts';
import { writeRefreshToken } from './refresh-token.ts';
import { hashOf, newSecret } from './secret-rules.ts';
import { putSession } from './session.store.ts';
import { SESSION_LIFE } from './session-rules.ts';

/** Signs in somebody who has proven who they are: a grant, what Cognito mints for it, and a session of ours over both. */
export async function openSession(user: StoredUser, now: Date): Promise<SignedIn> {
  const userId = user.userId as UserId;
  const grant = newSecret();
  await putGrant(hashOf(grant), userId, now);
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
