import * as z from 'zod';
import { hiddenFrom } from '#core/graph';
import { cardsOf } from '#core/users';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { excerptOf, isLong } from '#platform/excerpt';
import { log } from '#platform/log';
import { ConversationId, UserId } from '#schemas/common';
import { MOST_MEMBERS } from '#schemas/conversations';
import { presenceOf } from '../live/presence.store.ts';
import { loadHead } from '../log/conversation.store.ts';
import { isUnanswered } from '../log/conversation.view.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { notePush, rowsOfMembers } from '../log/membership.store.ts';
import { entriesAt } from '../log/read-entries.ts';
import { peopleMentioned } from './mention-members.ts';

/** A message of the standard queue: tells the members who had no live socket of a message. It may come twice, late, and in any order. */
export const PushTask = z.strictObject({
  task: z.literal('push-message'),
  conversationId: ConversationId,
  seq: z.int().min(1),
  userIds: z.array(UserId).min(1).max(MOST_MEMBERS),
});
type PushTask = z.infer<typeof PushTask>;

/** Asks for the mobile pushes of a message. It does not fail: the message can be read anyway. */
export async function askForPushes(task: Omit<PushTask, 'task'>): Promise<void> {
  if (task.userIds.length === 0) return;
  await enqueue(env('STANDARD_QUEUE_URL'), [{ task: 'push-message', ...task }]).catch((error: Error) =>
    log.warn('the mobile pushes of a message were lost', { error }),
  );
}

/** A message as a mobile push shows it. */
export interface PushedMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly sender: string;
  /** The name of a group; null between two people. */
  readonly group: string | null;
  /** The beginning of its text; null where it has none, or the receiver hides it. */
  readonly text: string | null;
}

/** A member to whom a message is pushed, unless take() says no. */
export interface PushReceiver {
  readonly userId: UserId;
  /** Notes the push. 1 RRU and 1 WRU. @returns what it shows; null when the conversation had another one at the same moment */
  take(): Promise<PushedMessage | null>;
}

/** Milliseconds between two pushes of a conversation to one person, and the most of them until they read. */
const BETWEEN = 60_000;
const MOST_UNTIL_READ = 3;

/**
 * The members who may get a mobile push of a message: they have not read it, are still members, have not muted the conversation, or the
 * message mentions them and their mute leaves that, have no request to answer, are on no side of a block with its sender, and the last push
 * is a minute old. 4 RRU, and 0.5 for each member.
 */
export async function receiversOf({ conversationId, seq, userIds }: PushTask, now: Date): Promise<PushReceiver[]> {
  const [entries, head, rows] = await Promise.all([
    entriesAt(conversationId, [seq]),
    loadHead(conversationId),
    rowsOfMembers(conversationId, userIds, { consistent: false }),
  ]);
  const entry = entries.get(seq);
  if (!entry || !head || entry.deleted) return [];
  const senderId = entry.senderId as UserId;
  const [cards, { blocked }] = await Promise.all([cardsOf([senderId], now), hiddenFrom({ kind: 'user', userId: senderId })]);
  const sender = cards.get(senderId);
  if (!sender || sender.banned) return [];
  const { text = null } = entry;
  const excerpt = text !== null && isLong(text) ? excerptOf(text) : text;
  const mentioned = new Set(peopleMentioned(entry));
  const message = { conversationId, seq, sender: sender.displayName, group: head.name ?? null };
  return userIds.flatMap((userId): PushReceiver[] => {
    const row = rows.get(userId);
    const pushes = row ? pushesUntilNow(row) : 0;
    if (!row || blocked.has(userId) || !mayPush(row, { seq, pushes, isMentioned: mentioned.has(userId) }, now)) return [];
    const take = async () => {
      const [presence, isNoted] = await Promise.all([presenceOf(userId), notePush(row, pushes + 1, now)]);
      return isNoted ? { ...message, text: presence?.noPreviews ? null : excerpt } : null;
    };
    return [{ userId, take }];
  });
}

const pushesUntilNow = ({ pushes = 0, pushesSince = 0, readSeq = 0 }: StoredMembership): number =>
  pushesSince === readSeq ? pushes : 0;

const mayPush = (
  { request, readSeq = 0, mutedUntil = '', mutedExceptMentions = false, pushedAt }: StoredMembership,
  { seq, pushes, isMentioned }: { readonly seq: number; readonly pushes: number; readonly isMentioned: boolean },
  now: Date,
): boolean =>
  !isUnanswered(request) &&
  readSeq < seq &&
  (mutedUntil <= now.toISOString() || (mutedExceptMentions && isMentioned)) &&
  pushes < MOST_UNTIL_READ &&
  (pushedAt === undefined || Date.parse(pushedAt) + BETWEEN <= now.getTime());
