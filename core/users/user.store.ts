import { BAN_FIELDS } from '#core/limits';
import { batchAll } from '#data/batch';
import type { Page } from '#data/cursor';
import type { Item } from '#data/entity';
import { shardOf } from '#data/shard';
import { conditionHeld, type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { Image, TableChange } from '#platform/projection';
import type { UserId } from '#schemas/common';
import type { BanScope } from '#schemas/users';
import { cardEntity, type StoredCard } from './card.entity.ts';
import { cardOf, endOfBan, type QuotedSums, recordOnCard } from './card-rules.ts';
import { handleEntity } from './handle.entity.ts';
import { HOLD } from './handle-rules.ts';
import { type Ban, type StoredUser, userEntity } from './user.entity.ts';

/** Consistent, since bans and handles are decided by it. 1 RRU. */
export async function loadUser(userId: UserId): Promise<StoredUser | null> {
  const { data } = await userEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** Any number of users, 100 to a request; those who are gone are left out. 0.5 RRU each. */
export async function loadUsers(userIds: readonly UserId[]): Promise<StoredUser[]> {
  const keys = [...new Set(userIds)].map((userId) => ({ userId: userId as string }));
  return batchAll(keys, (some) => userEntity().get(some).go());
}

/** The cards of any number of users, 100 to a request; those of users who are gone or hidden are left out. 0.5 RRU each. */
export const loadCards = async (userIds: readonly UserId[], options = { consistent: false }): Promise<StoredCard[]> =>
  (await storedCards(userIds, options)).filter(isOfAccount);

/** The same with the cards of those who are hidden, and records without an account. */
export async function storedCards(userIds: readonly UserId[], { consistent } = { consistent: false }): Promise<StoredCard[]> {
  const keys = [...new Set(userIds)].map((userId) => ({ userId: userId as string }));
  return batchAll(keys, (some) => cardEntity().get(some).go({ consistent }));
}

/** False for a card that has nothing but a record, which was added to after the account had gone, and for somebody who has asked to be erased. */
const isOfAccount = ({ handle, deleting }: Partial<StoredCard>): boolean => handle !== undefined && !deleting;

/** The card of a user as it is now; null when the account is gone. Consistent; 1 RRU. */
export async function currentCard(userId: UserId): Promise<StoredCard | null> {
  const { data } = await cardEntity().get({ userId }).go({ consistent: true });
  return data && isOfAccount(data) ? data : null;
}

/** The record on the card of a bettor, zero without a card. Consistent; 1 RRU. */
export async function cardRecord(userId: string): Promise<QuotedSums> {
  const { data } = await cardEntity().get({ userId }).go({ consistent: true });
  return recordOnCard(data ?? {});
}

const fieldsOf = ({ decided, turnover, profit }: QuotedSums) => ({
  quotedDecided: decided,
  quotedTurnover: turnover,
  quotedProfit: profit,
});

/** Adds to the record on a card: 2 WRU. Never refused, since a pick is settled also when its author is gone. */
export const addToCardPart = (userId: string, added: QuotedSums): Part =>
  part({ cards: cardEntity() }, ({ cards }) => [cards.update({ userId }).add(fieldsOf(added)).commit()]);

/** Replaces the record on a card. @param is as it was read @returns false when it has changed since */
export const replaceCardRecord = (userId: string, is: QuotedSums, should: QuotedSums): Promise<boolean> =>
  conditionHeld(
    cardEntity()
      .update({ userId })
      .set(fieldsOf(should))
      .where((attr, op) =>
        (Object.entries(fieldsOf(is)) as [keyof ReturnType<typeof fieldsOf>, number][])
          .map(([name, value]) =>
            value === 0 ? `(${op.notExists(attr[name])} OR ${op.eq(attr[name], 0)})` : op.eq(attr[name], value),
          )
          .join(' AND '),
      )
      .go(),
  );

/** Refused when the account is gone, or is private or not against what was read. 2 WRU. */
export const privacyPart = (userId: UserId, isPrivate: boolean): Part =>
  part({ card: cardEntity() }, ({ card }) => [
    card
      .check({ userId })
      .where((attr, op) =>
        isPrivate
          ? op.eq(attr.private, true)
          : `${op.exists(attr.handle)} AND (${op.notExists(attr.private)} OR ${op.eq(attr.private, false)})`,
      )
      .commit(),
  ]);

/** Index partitions that all users are spread over. */
const SHARDS = 4;

/**
 * One page of all users, in no order that means anything; users who join meanwhile may be left out. One query of the index, 0.5 RRU for
 * some 30 users; pages may be shorter than `limit`, also empty.
 * @param cursor null for the first page
 */
export async function userPage(cursor: string | null, limit: number): Promise<Page<UserId>> {
  const [shard, after] = cursor === null ? [0, ''] : [Number(cursor[0]), cursor.slice(2)];
  const query = userEntity().query.byShard({ shard });
  const { data } = await (after === '' ? query : query.gt({ userId: after })).go({ limit });
  const items = data.map(({ userId }) => userId as UserId);
  if (items.length === limit) return { items, cursor: `${shard}/${items.at(-1)}` };
  return { items, cursor: shard + 1 < SHARDS ? `${shard + 1}/` : null };
}

/** The user for whom a handle is held at an instant; null for nobody. 1 RRU. */
export async function holderOf(handle: string, now: Date): Promise<UserId | null> {
  const { data } = await handleEntity().get({ handle }).go({ consistent: true });
  return data?.expiresAt !== undefined && data.expiresAt > epoch(now) ? (data.userId as UserId) : null;
}

/** The user who has a handle now; a handle that is only held has no owner. 1 RRU. */
export async function ownerOf(handle: string): Promise<UserId | null> {
  const { data } = await handleEntity().get({ handle }).go({ consistent: true });
  return data && data.expiresAt === undefined ? (data.userId as UserId) : null;
}

/** A new user and their card. Refused when there is such a user. */
export const newUserPart = (user: StoredUser): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => [
    users.create({ ...user, shard: shardOf(user.userId, SHARDS) }).commit(),
    cards.create(cardOf(user)).commit(),
  ]);

/** Writes a user's card anew, and leaves its record. Refused when what it shows has changed since the user was read. */
export const restoredCardPart = (user: StoredUser): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => {
    const { userId, ...shown } = cardOf(user);
    const absent = (['private', 'avatarId', 'bannedUntil', 'excludedUntil', 'deleting'] as const).filter(
      (name) => shown[name] === undefined,
    );
    const card = cards.update({ userId }).set(shown);
    return [
      users
        .check({ userId: user.userId })
        .where((attr, op) =>
          [
            op.eq(attr.handle, user.handle),
            op.eq(attr.displayName, user.displayName),
            op.eq(attr.bans, user.bans),
            user.deletesAt === undefined ? op.notExists(attr.deletesAt) : op.eq(attr.deletesAt, user.deletesAt),
            user.private === undefined ? op.notExists(attr.private) : op.eq(attr.private, user.private),
            user.avatarId === undefined ? op.notExists(attr.avatarId) : op.eq(attr.avatarId, user.avatarId),
          ].join(' AND '),
        )
        .commit(),
      (absent.length > 0 ? card.remove(absent) : card).commit(),
    ];
  });

/** Refused when somebody has the handle, or it is held for somebody else. */
export const claimHandlePart = (handle: string, userId: string, now: Date): Part =>
  part({ handle: handleEntity() }, ({ handle: handles }) => [
    handles
      .put({ handle, userId })
      .where(
        (attr, op) =>
          `${op.notExists(attr.userId)} OR (${op.exists(attr.expiresAt)} AND (${op.lte(attr.expiresAt, epoch(now))} OR ${op.eq(attr.userId, userId)}))`,
      )
      .commit(),
  ]);

/** Ends the hold of a handle for a user, so that anybody may have it; TTL deletes the row. Refused when it is not held for them. */
export const releaseHandlePart = (handle: string, userId: string, now: Date): Part =>
  part({ handle: handleEntity() }, ({ handle: handles }) => [
    handles
      .patch({ handle })
      .set({ expiresAt: epoch(now) })
      .where((attr, op) => `${op.eq(attr.userId, userId)} AND ${op.exists(attr.expiresAt)}`)
      .commit(),
  ]);

/** Holds the handle for the user who leaves it. Refused when it is not theirs. */
export const leaveHandlePart = (handle: string, userId: string, now: Date): Part =>
  part({ handle: handleEntity() }, ({ handle: handles }) => [
    handles
      .patch({ handle })
      .set({ expiresAt: epoch(now) + HOLD })
      .where((attr, op) => `${op.eq(attr.userId, userId)} AND ${op.notExists(attr.expiresAt)}`)
      .commit(),
  ]);

/** Deletes the row of a handle. Refused when it is not theirs. */
export const deleteHandlePart = (handle: string, userId: string): Part =>
  part({ handle: handleEntity() }, ({ handle: handles }) => [
    handles
      .remove({ handle })
      .where((attr, op) => op.eq(attr.userId, userId))
      .commit(),
  ]);

export type UserChange = Partial<
  Pick<StoredUser, 'handle' | 'handleChangedAt' | 'held' | 'displayName' | 'bio' | 'private' | 'sports'> &
    Pick<StoredUser, 'listsVisible' | 'whoCanMessage' | 'whoCanAdd'>
>;

/**
 * A change of the profile, and of the card where it shows. Refused when the user is gone, or no longer has the handle that this change was
 * decided with.
 */
export const changeUserPart = (userId: UserId, handle: string, change: UserChange): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => {
    const { handle: newHandle, displayName, private: isPrivate } = change;
    const shown = {
      ...(newHandle !== undefined && { handle: newHandle }),
      ...(displayName !== undefined && { displayName }),
      ...(isPrivate !== undefined && { private: isPrivate }),
    };
    return [
      users
        .patch({ userId })
        .set(change)
        .where((attr, op) => op.eq(attr.handle, handle))
        .commit(),
      ...(Object.keys(shown).length > 0 ? [cards.patch({ userId }).set(shown).commit()] : []),
    ];
  });

/**
 * Puts another picture beside a name, on the user and on the card. Refused when the user is gone, or has another picture than `before`.
 * @param after null for no picture
 */
export const avatarPart = (userId: UserId, before: string | null, after: string | null, alt?: string): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => {
    const [user, card] = [users.patch({ userId }), cards.patch({ userId })];
    return [
      (after === null ? user : user.set({ avatarId: after, ...(alt !== undefined && { avatarAlt: alt }) }))
        .remove([...(after === null ? (['avatarId'] as const) : []), ...(alt === undefined ? (['avatarAlt'] as const) : [])])
        .where((attr, op) => (before === null ? op.notExists(attr.avatarId) : op.eq(attr.avatarId, before)))
        .commit(),
      (after === null ? card.remove(['avatarId']) : card.set({ avatarId: after })).commit(),
    ];
  });

/** The stored user in an image of the stream. */
export const userOfImage = (image: Image): StoredUser & { userId: UserId } =>
  userEntity().parse({ Item: image as never }).data as Item<typeof userEntity> & { userId: UserId };

/** The sign-out that a change of a user's row brings; null when it brings none. */
export const signOutOf = ({
  before,
  after,
}: TableChange<StoredUser & { userId: UserId }>): { userId: UserId; until: string } | null =>
  after?.signedOutAt !== undefined && after.signedOutAt !== before?.signedOutAt
    ? { userId: after.userId, until: after.signedOutAt }
    : null;

/** A ban of a scope, as it stands after a new fact. */
interface BanChange {
  readonly scope: BanScope;
  /** Null for none. */
  readonly ban: Ban | null;
  /** The facts before it. */
  readonly bans: number;
  /** All sessions that began at or before this instant are over; null leaves them. */
  readonly signedOutAt?: string | null;
}

/** The ban of a scope that stands, on the user, and one from everything on the card too. Refused when other facts came in between. */
export const banPart = (userId: UserId, { scope, ban, bans, signedOutAt = null }: BanChange): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => {
    const field = BAN_FIELDS[scope];
    const user = users
      .patch({ userId })
      .set({ bans: bans + 1, ...(ban && { [field]: ban }), ...(signedOutAt !== null && { signedOutAt }) });
    const card = cards.patch({ userId });
    return [
      (ban ? user : user.remove([field])).where((attr, op) => op.eq(attr.bans, bans)).commit(),
      ...(scope === 'all' ? [(ban ? card.set({ bannedUntil: endOfBan(ban) }) : card.remove(['bannedUntil'])).commit()] : []),
    ];
  });
