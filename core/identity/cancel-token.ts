import * as z from 'zod';
import { DomainError } from '#errors';
import { type Vault, vault } from '#platform/vault';
import { Instant, UserId } from '#schemas/common';

/** Milliseconds for which a cancel token is good. */
const LIFE = 3_600_000;
const ABOUT = 'deletion';
const Facts = z.strictObject({ userId: UserId, until: Instant });

/** Proves that a person whose account is being deleted has it. It is sealed, so that no row is needed, and good for the cancelling alone. */
export const writeCancelToken = (keys: Vault, userId: UserId, now: Date): string =>
  keys.seal('deletion', JSON.stringify({ userId, until: new Date(now.getTime() + LIFE).toISOString() }), ABOUT);

/** The user whom a cancel token names; null when it is too old, or not one of ours. */
export async function readCancelToken(token: string, now: Date): Promise<UserId | null> {
  const keys = await vault();
  try {
    const { userId, until } = Facts.parse(JSON.parse(keys.open('deletion', token, ABOUT)));
    return until > now.toISOString() ? userId : null;
  } catch {
    return null;
  }
}

/** The refusal of a sign-in to an account that is being deleted. */
export const accountDeleting = (keys: Vault, userId: UserId, erasesAt: string, now: Date): DomainError =>
  new DomainError('ACCOUNT_DELETING', 'This account is being deleted. Cancel that first, if you want to keep it.', {
    erasesAt,
    cancelToken: writeCancelToken(keys, userId, now),
  });
