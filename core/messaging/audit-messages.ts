/** All that hangs on messages and follows from the log: pins, reactions, and the mentions in the rows of members. */

import { type Difference, differencesOf } from '#data/upkeep';
import { canonical } from '#platform/canonical';
import type { ConversationId, UserId } from '#schemas/common';
import { MOST_MENTIONED } from '#schemas/conversations';
import type { ReactionName } from '#schemas/item-counts';
import { correctHead } from './log/conversation.store.ts';
import type { StoredHead } from './log/conversation-head.entity.ts';
import type { ChangeDetails } from './log/entry-details.ts';
import type { StoredEntry } from './log/log-entry.entity.ts';
import { GONE, isMessage } from './log/log-rules.ts';
import type { StoredMembership } from './log/membership.entity.ts';
import { noteMention } from './log/membership.store.ts';
import type { StoredReactions } from './log/message-reactions.entity.ts';
import { correctReactions, reactionsBetween } from './log/message-reactions.store.ts';
import { entriesAt } from './log/read-entries.ts';
import type { RosterMembers } from './log/roster-rules.ts';
import { peopleMentioned } from './messages/mention-members.ts';

/** A conversation with its newest entries, as the upkeep reads them. */
interface AuditedLog {
  readonly conversationId: ConversationId;
  readonly head: StoredHead;
  readonly members: RosterMembers;
  readonly rows: ReadonlyMap<UserId, StoredMembership>;
  readonly newest: readonly StoredEntry[];
}

type Reactions = StoredReactions['by'];

/** The reactions to the newest messages, as their entries tell. Somebody who is erased has none. */
function reactionsIn(newest: readonly StoredEntry[]): Map<number, Reactions> {
  const all = new Map<number, Record<string, readonly ReactionName[]>>();
  const deleted = new Set(newest.flatMap((entry) => (isMessage(entry) && entry.deleted ? [entry.seq] : [])));
  const known = new Set(newest.flatMap((entry) => (isMessage(entry) ? [entry.seq] : [])));
  for (const { type, senderId, details } of newest) {
    const { change, target = 0, reaction } = type === 'change' ? (details as ChangeDetails) : { change: 'created' as const };
    if ((change !== 'reacted' && change !== 'unreacted') || !reaction || senderId === GONE) continue;
    if (!known.has(target) || deleted.has(target)) continue;
    const { [senderId]: own = [], ...others } = all.get(target) ?? {};
    const names = change === 'reacted' ? [...own, reaction] : own.filter((name) => name !== reaction);
    all.set(target, { ...others, ...(names.length > 0 && { [senderId]: names }) });
  }
  return all;
}

/** The reactions that do not stand as the entries tell. One Query for each 1,000 numbers. */
async function wrongReactions({ conversationId, newest }: AuditedLog) {
  const [first, last] = [newest[0], newest.at(-1)];
  if (!first || !last) return [];
  const stored = await reactionsBetween(conversationId, first.seq, last.seq);
  const told = reactionsIn(newest);
  return [...new Set([...stored.keys(), ...told.keys()])].flatMap((seq) => {
    const [is, should] = [stored.get(seq)?.by ?? {}, told.get(seq) ?? {}];
    return canonical(is) === canonical(should) ? [] : [{ seq, is, should }];
  });
}

/** The pins of messages that stand. A read of the pinned messages, where there are any. */
async function standingPins({ conversationId, head }: AuditedLog): Promise<readonly number[]> {
  const { pinned = [] } = head;
  const messages = pinned.length > 0 ? await entriesAt(conversationId, pinned) : new Map<number, StoredEntry>();
  return pinned.filter((seq) => {
    const message = messages.get(seq);
    return message !== undefined && isMessage(message) && !message.deleted;
  });
}

/** The mentions among the newest entries that a row has and should not have, and those that it lacks. A mention that is read counts no more. */
function wrongMentions({ members, rows, newest }: AuditedLog) {
  const [first] = newest;
  if (!first) return [];
  const mentions = newest.flatMap((entry) =>
    isMessage(entry) && !entry.deleted ? peopleMentioned(entry).map((userId) => ({ userId, seq: entry.seq })) : [],
  );
  return [...rows].flatMap(([userId, { readSeq = 0, mentioned = [] }]) => {
    const from = Math.max(first.seq, readSeq + 1, members.get(userId)?.from ?? 0);
    const should = mentions.flatMap((one) => (one.userId === userId && one.seq >= from ? [one.seq] : []));
    const is = mentioned.filter((seq) => seq >= from).toSorted((a, b) => a - b);
    const extra = is.filter((seq) => !should.includes(seq));
    const missing = mentioned.length >= MOST_MENTIONED ? [] : should.filter((seq) => !is.includes(seq));
    return extra.length + missing.length > 0 ? [{ userId, is, extra, missing }] : [];
  });
}

export async function auditMessages(audited: AuditedLog): Promise<Difference[]> {
  const { conversationId, head } = audited;
  const [reactions, pinned] = await Promise.all([wrongReactions(audited), standingPins(audited)]);
  return [
    ...differencesOf(`head of ${conversationId}`, { pinned: head.pinned ?? [] }, { pinned }),
    ...reactions.flatMap(({ seq, is, should }) =>
      differencesOf(`reactions to ${seq} of ${conversationId}`, { by: is }, { by: should }),
    ),
    ...wrongMentions(audited).flatMap(({ userId, is, extra, missing }) =>
      differencesOf(
        `membership of ${userId} in ${conversationId}`,
        { mentioned: is },
        { mentioned: [...is.filter((seq) => !extra.includes(seq)), ...missing].toSorted((a, b) => a - b) },
      ),
    ),
  ];
}

/** Makes all of it as the log tells. @returns what was repaired */
export async function repairMessages(audited: AuditedLog): Promise<string[]> {
  const { conversationId, head } = audited;
  const repaired: string[] = [];
  const pinned = await standingPins(audited);
  if (pinned.length < (head.pinned ?? []).length && (await correctHead(head, { pinned: [...pinned] })))
    repaired.push(`head of ${conversationId}`);
  for (const { seq, is, should } of await wrongReactions(audited))
    if (await correctReactions(conversationId, seq, { is, should })) repaired.push(`reactions to ${seq} of ${conversationId}`);
  for (const { userId, extra, missing } of wrongMentions(audited)) {
    for (const seq of extra) await noteMention(userId, { conversationId, seq }, false);
    for (const seq of missing) await noteMention(userId, { conversationId, seq }, true);
    repaired.push(`membership of ${userId} in ${conversationId}`);
  }
  return repaired;
}
