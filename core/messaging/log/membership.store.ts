import { batchAll } from '#data/batch';
import { streamRows } from '#data/row-stream';
import { conditionHeld, type Part, part } from '#data/transaction';
import { mapConcurrently } from '#platform/map-concurrently';
import type { ConversationId, UserId } from '#schemas/common';
import { MOST_CONVERSATIONS } from '#schemas/conversations';
import type { LogPlace } from './log-rules.ts';
import { membershipEntity, type StoredMembership } from './membership.entity.ts';
import type { RosterMember, RosterMembers } from './roster-rules.ts';
import type { SeenSpan } from './span-rules.ts';

/** Rows of a person that are read at once: others may open conversations with somebody who has as many as a person opens. */
export const MOST_READ = 2 * MOST_CONVERSATIONS;
/** Rows that are written at the same time. */
const AT_ONCE = 25;

/** The row of a member; null for somebody who is none. Consistent; 1 RRU. */
export async function loadMembership(userId: UserId, conversationId: ConversationId): Promise<StoredMembership | null> {
  const { data } = await membershipEntity().get({ userId, state: 'in', conversationId }).go({ consistent: true });
  return data;
}

/** True for somebody who is in as many conversations as a person may. Archived ones count apart. */
export const isFull = (rows: readonly StoredMembership[]): boolean =>
  rows.length >= MOST_READ || rows.filter(({ archived }) => !archived).length >= MOST_CONVERSATIONS;

/** The row of somebody who has been a member and left or was removed; null for anybody else. Consistent; 1 RRU. */
export async function loadLeft(userId: UserId, conversationId: ConversationId): Promise<StoredMembership | null> {
  const { data } = await membershipEntity().get({ userId, state: 'out', conversationId }).go({ consistent: true });
  return data;
}

/** The conversations of a person, in no order. One consistent Query, 1 RRU for some 18 of them. @param most of them that are read */
export async function membershipsOf(userId: UserId, most: number): Promise<StoredMembership[]> {
  const { data } = await membershipEntity().query.primary({ userId, state: 'in' }).go({ consistent: true, count: most });
  return data;
}

/** All rows of a person, also of conversations that they left. For upkeep and erasure. */
export const allMembershipsOf = async (userId: UserId): Promise<StoredMembership[]> =>
  (await membershipEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' })).data;

/** All rows of a person, also of conversations that they left, as a stream. For exports. */
export const streamMemberships = (userId: UserId): AsyncGenerator<StoredMembership> =>
  streamRows((page) =>
    membershipEntity()
      .query.primary({ userId })
      .go({ ...page, consistent: true }),
  );

const keyOf = (userId: string, conversationId: string): Pick<StoredMembership, 'userId' | 'state' | 'conversationId'> => ({
  userId,
  state: 'in',
  conversationId,
});

/** The rows of the members of a conversation. 1 RRU each, 0.5 where `consistent` is false. */
export async function rowsOfMembers(
  conversationId: ConversationId,
  userIds: readonly UserId[],
  { consistent = true } = {},
): Promise<Map<UserId, StoredMembership>> {
  const keys = userIds.map((userId) => keyOf(userId, conversationId));
  const rows = await batchAll(keys, (some) => membershipEntity().get(some).go({ consistent, concurrent: 4 }));
  return new Map(rows.map((row) => [row.userId as UserId, row]));
}

/** A member's row as it follows from the roster. */
export const membershipOf = (
  conversationId: ConversationId,
  userId: UserId,
  { role, joined, from, request }: RosterMember,
): StoredMembership => ({
  ...keyOf(userId, conversationId),
  ...{ role, joined, from },
  ...(request && { request }),
});

/** Writes the role and the first number of a member; what else the row has stays. */
export const memberPart = (conversationId: ConversationId, userId: UserId, member: RosterMember): Part =>
  part({ rows: membershipEntity() }, ({ rows }) => [rows.upsert(membershipOf(conversationId, userId, member)).commit()]);

/** Writes the rows of two people after a request was accepted. */
export const acceptedPart = (conversationId: ConversationId, userId: UserId): Part =>
  part({ rows: membershipEntity() }, ({ rows }) => [rows.patch(keyOf(userId, conversationId)).remove(['request']).commit()]);

/**
 * A new member's row. All that was said before they joined counts as read.
 * @param left the row that they left with, whose spans they see again; it is deleted
 */
export const newMemberPart = (
  conversationId: ConversationId,
  userId: UserId,
  member: RosterMember,
  at: LogPlace,
  left: StoredMembership | null = null,
): Part =>
  part({ rows: membershipEntity() }, ({ rows }) => [
    rows
      .put({
        ...membershipOf(conversationId, userId, member),
        ...{ readSeq: at.seq, readMessages: at.messages },
        ...(member.from === member.joined && { hiddenMessages: at.messages }),
        ...(left?.spans && { spans: left.spans }),
        ...(left?.clearedTo !== undefined && { clearedTo: left.clearedTo }),
      })
      .commit(),
    ...(left ? [rows.delete({ userId, state: 'out', conversationId }).commit()] : []),
  ]);

/** The settings that a member makes for themselves. Undefined leaves a field, null takes it away. */
export interface RowSettings {
  readonly mutedUntil?: string | null | undefined;
  readonly mutedExceptMentions?: true | null | undefined;
  readonly pinned?: true | null | undefined;
  readonly archived?: true | null | undefined;
  readonly markedUnread?: true | null | undefined;
}

/** Sets what a member wants of a conversation for themselves. 1 WRU. @returns false for somebody without a row */
export function setRow(userId: UserId, conversationId: ConversationId, settings: RowSettings): Promise<boolean> {
  const all = Object.entries(settings) as [keyof RowSettings, string | true | null | undefined][];
  const set = Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== null));
  const removed = all.filter(([, value]) => value === null).map(([name]) => name);
  return conditionHeld(membershipEntity().patch(keyOf(userId, conversationId)).set(set).remove(removed).go());
}

/** Hides the log up to a place from one member, for good. 1 WRU. @returns false where more is hidden already, or they have no row */
export const clearRow = (userId: UserId, conversationId: ConversationId, { seq, messages }: LogPlace): Promise<boolean> =>
  conditionHeld(
    membershipEntity()
      .patch(keyOf(userId, conversationId))
      .set({ clearedTo: seq, hiddenMessages: messages, readSeq: seq, readMessages: messages })
      .remove(['markedUnread'])
      .where((attr, op) => `${op.notExists(attr.clearedTo)} OR ${op.lt(attr.clearedTo, seq)}`)
      .go(),
  );

/** Moves what a member has read forward, never back. 1 WRU. @returns false when it is there or beyond, or they are no member */
export const moveRead = (userId: UserId, conversationId: ConversationId, { seq, messages }: LogPlace): Promise<boolean> =>
  conditionHeld(
    membershipEntity()
      .patch({ userId, state: 'in', conversationId })
      .set({ readSeq: seq, readMessages: messages })
      .remove(['markedUnread'])
      .where((attr, op) =>
        [
          op.notExists(attr.readSeq),
          op.lt(attr.readSeq, seq),
          `(${op.eq(attr.readSeq, seq)} AND ${op.exists(attr.markedUnread)})`,
        ].join(' OR '),
      )
      .go(),
  );

/** Notes that a message mentions a member, or does not any more. Bears repeats. 1 WRU. @returns false for somebody who is no member any more */
export const noteMention = (
  userId: UserId,
  { conversationId, seq }: { readonly conversationId: string; readonly seq: number },
  isMentioned: boolean,
): Promise<boolean> => {
  const row = membershipEntity().patch(keyOf(userId, conversationId));
  return conditionHeld((isMentioned ? row.add({ mentioned: [seq] }) : row.delete({ mentioned: [seq] })).go());
};

/** Forgets mentions that the member has read. 1 WRU. */
export const forgetMentions = ({ userId, conversationId }: StoredMembership, seqs: readonly number[]): Promise<boolean> =>
  conditionHeld(
    membershipEntity()
      .patch(keyOf(userId, conversationId))
      .delete({ mentioned: [...seqs] })
      .go(),
  );

/** Moves what a member has got or read forward, never back, and notes when. 1 WRU. @returns as moveRead() */
export const moveReceipt = (
  userId: UserId,
  conversationId: ConversationId,
  {
    kind,
    seq,
    messages,
    forgotten = [],
  }: LogPlace & { readonly kind: 'delivered' | 'read'; readonly forgotten?: readonly number[] },
  now: Date,
): Promise<boolean> => {
  const at = now.toISOString();
  const isRead = kind === 'read';
  const row = membershipEntity().patch({ userId, state: 'in', conversationId });
  return conditionHeld(
    (forgotten.length > 0 ? row.delete({ mentioned: [...forgotten] }) : row)
      .set(isRead ? { readSeq: seq, readMessages: messages, readAt: at } : { deliveredSeq: seq, deliveredAt: at })
      .remove(isRead ? ['markedUnread'] : [])
      .where((attr, op) =>
        isRead
          ? [
              op.notExists(attr.readSeq),
              op.lt(attr.readSeq, seq),
              `(${op.eq(attr.readSeq, seq)} AND ${op.exists(attr.markedUnread)})`,
            ].join(' OR ')
          : [op.notExists(attr.deliveredSeq), op.lt(attr.deliveredSeq, seq)].join(' OR '),
      )
      .go(),
  );
};

/** Notes a mobile push. 1 WRU. @returns false when another one came between, or they are no member any more */
export const notePush = (row: StoredMembership, pushes: number, now: Date): Promise<boolean> =>
  conditionHeld(
    membershipEntity()
      .patch(keyOf(row.userId, row.conversationId))
      .set({ pushedAt: now.toISOString(), pushes, pushesSince: row.readSeq ?? 0 })
      .where((attr, op) => (row.pushedAt === undefined ? op.notExists(attr.pushedAt) : op.eq(attr.pushedAt, row.pushedAt)))
      .go(),
  );

/** Ends a membership. @param spans all that the person has seen */
export const leftParts = (row: StoredMembership, spans: readonly SeenSpan[]): Part =>
  part({ rows: membershipEntity() }, ({ rows }) => {
    const { userId, state, conversationId } = row;
    return [
      rows.delete({ userId, state, conversationId }).commit(),
      rows.put({ ...row, state: 'out', spans: [...spans] }).commit(),
    ];
  });

/**
 * Writes the rows of members that are missing. A row that exists is left as it is, so that a repeat overwrites nothing.
 * @returns those whose row was missing. 1 WRU each
 */
export async function addMissingRows(conversationId: ConversationId, members: RosterMembers): Promise<UserId[]> {
  const written = await mapConcurrently([...members], AT_ONCE, async ([userId, member]) =>
    (await conditionHeld(
      membershipEntity()
        .create(membershipOf(conversationId, userId, member))
        .go(),
    ))
      ? [userId]
      : [],
  );
  return written.flat();
}

/** Sets what a row says of a member to what the roster says. */
export const correctRow = (conversationId: ConversationId, userId: UserId, member: RosterMember): Promise<unknown> =>
  membershipEntity()
    .patch(keyOf(userId, conversationId))
    .set({ ...member })
    .remove(member.request ? [] : ['request'])
    .go();

/** Deletes a row of a person. */
export const deleteRow = ({ userId, state, conversationId }: StoredMembership): Promise<unknown> =>
  membershipEntity().delete({ userId, state, conversationId }).go();
