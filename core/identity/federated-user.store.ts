import type { Item } from '#data/entity';
import { conditionHeld } from '#data/transaction';
import { federatedUserEntity } from './federated-user.entity.ts';

/** Milliseconds after which a user of Cognito's own goes, if nobody has registered: a day. */
const GOES_AFTER = 86_400_000;

export type FederatedUser = Item<typeof federatedUserEntity>;

/** Notes that Cognito makes a user. 1 WRU, and as much again for the index. */
export async function putFederatedUser(
  user: Pick<FederatedUser, 'identityKey' | 'provider' | 'sealed'>,
  now: Date,
): Promise<void> {
  const dueAt = new Date(now.getTime() + GOES_AFTER).toISOString();
  await federatedUserEntity()
    .put({ ...user, list: 'due', dueAt })
    .go();
}

/** The user of Cognito's own for an account at a provider. Consistent; 1 RRU. */
export async function loadFederatedUser(identityKey: string): Promise<FederatedUser | null> {
  const { data } = await federatedUserEntity().get({ identityKey }).go({ consistent: true });
  return data;
}

/** Forgets a user that Cognito has no more, unless it was noted again since `dueAt` was read. 1 WRU. */
export async function forgetFederatedUser({ identityKey, dueAt }: Pick<FederatedUser, 'identityKey' | 'dueAt'>): Promise<void> {
  await conditionHeld(
    federatedUserEntity()
      .delete({ identityKey })
      .where((row, { eq }) => eq(row.dueAt, dueAt))
      .go(),
  );
}

/** The users that are due, the oldest first. One Query, and a BatchGet of as many rows. */
export async function dueFederatedUsers(now: Date, limit: number): Promise<FederatedUser[]> {
  const { data } = await federatedUserEntity()
    .query.byTime({ list: 'due' })
    // Keys go on after the instant: those of this one are before the next.
    .lt({ dueAt: new Date(now.getTime() + 1).toISOString() })
    .go({ limit, hydrate: true });
  return data;
}
