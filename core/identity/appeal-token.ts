import * as z from 'zod';
import { type Vault, vault } from '#platform/vault';
import { Instant, UserId } from '#schemas/common';

/** Milliseconds for which an appeal token is good: an hour, to write in. */
const LIFE = 3_600_000;
const ABOUT = 'appeal';
const Facts = z.strictObject({ userId: UserId, until: Instant });

/** Proves that a banned person has the account, since no sign-in does. It is sealed, so that no row is needed, and good for an appeal alone. */
export const writeAppealToken = (keys: Vault, userId: UserId, now: Date): string =>
  keys.seal('appeal', JSON.stringify({ userId, until: new Date(now.getTime() + LIFE).toISOString() }), ABOUT);

/** The user whom an appeal token names; null when it is too old, or not one of ours. */
export async function readAppealToken(token: string, now: Date): Promise<UserId | null> {
  const keys = await vault();
  try {
    const { userId, until } = Facts.parse(JSON.parse(keys.open('appeal', token, ABOUT)));
    return until > now.toISOString() ? userId : null;
  } catch {
    return null;
  }
}
