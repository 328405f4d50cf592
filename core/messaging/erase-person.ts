import type { ConversationId, UserId } from '#schemas/common';
import { endMembership } from './conversations/change-members.ts';
import { conversationsOf } from './conversations-of.ts';
import { deleteInvite } from './invites/invite.store.ts';
import { invitesBy } from './invites/invites.ts';
import { erasePresence } from './live/presence.store.ts';
import { makeChangeable } from './log/archive-block.ts';
import { correctHead, loadHead } from './log/conversation.store.ts';
import { erasedChange, erasedMessage, eraseMarks, setMentions } from './log/entry.store.ts';
import type { ChangeDetails } from './log/entry-details.ts';
import type { StoredEntry } from './log/log-entry.entity.ts';
import { GONE, isMessage } from './log/log-rules.ts';
import { allMembershipsOf, deleteRow } from './log/membership.store.ts';
import { deleteReactions, eraseReactor } from './log/message-reactions.store.ts';
import { entriesAt, entryPages } from './log/read-entries.ts';

/**
 * Ends every membership of a person, and takes their words and their id out of the logs. The places stay, so that no number is missing. It
 * reads each log from the person's first entry on, brings archived blocks with words of theirs back into the table, and bears repeats: the
 * rows and marks that lead to the logs go last.
 */
export async function erasePerson(userId: UserId): Promise<void> {
  for (const [conversationId, { first }] of await conversationsOf(userId)) {
    await endMembership(userId, conversationId);
    for await (const page of entryPages(conversationId, first)) {
      const own = page.filter((entry) => isAbout(entry, userId));
      await makeChangeable(own);
      for (const entry of own) await eraseFrom(entry, userId);
    }
    await eraseFromHead(conversationId, userId);
    for (const invite of await invitesBy(userId, conversationId)) await deleteInvite(invite);
    await eraseMarks(userId, conversationId);
  }
  await erasePresence(userId);
  for (const row of await allMembershipsOf(userId)) await deleteRow(row);
}

/** True for a message of this person's or that mentions them, and for a change by them or about them. */
const isAbout = (entry: StoredEntry, userId: UserId): boolean =>
  entry.senderId === userId ||
  (isMessage(entry)
    ? (entry.mentions ?? []).some((mention) => mention.userId === userId)
    : (entry.details as ChangeDetails).userId === userId);

async function eraseFrom(entry: StoredEntry, userId: UserId): Promise<void> {
  if (isMessage(entry)) {
    if (entry.senderId !== userId) return eraseMentions(entry, userId);
    await erasedMessage(entry);
    await deleteReactions(entry.conversationId, [entry.seq]);
    return;
  }
  const details = entry.details as ChangeDetails;
  if (details.change === 'reacted' && details.target !== undefined)
    await eraseReactor(entry.conversationId, details.target, userId);
  const senderId = entry.senderId === userId ? GONE : entry.senderId;
  await erasedChange(entry, senderId, details.userId === userId ? { ...details, userId: GONE } : details);
}

/** Takes the mentions of a person out of a message of somebody else's; its words stay. */
async function eraseMentions(entry: StoredEntry, userId: UserId): Promise<void> {
  const left = (entry.mentions ?? []).filter((mention) => mention.userId !== userId);
  if (left.length < (entry.mentions ?? []).length) await setMentions(entry, left);
}

/** Tries of one correction, while others send. */
const TRIES = 5;

async function eraseFromHead(conversationId: ConversationId, userId: UserId): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const head = await loadHead(conversationId);
    const pinned = head?.pinned ?? [];
    const messages = await entriesAt(conversationId, pinned);
    const left = pinned.filter((seq) => messages.get(seq)?.deleted !== true);
    if (!head || (head.lastSenderId !== userId && head.createdBy !== userId && left.length === pinned.length)) return;
    const isLast = head.lastSenderId === userId;
    const change = {
      ...(left.length < pinned.length && { pinned: left }),
      createdBy: head.createdBy === userId ? GONE : head.createdBy,
      ...(isLast && { lastSenderId: GONE }),
    };
    if (await correctHead(head, change, isLast ? ['preview'] : [])) return;
  }
  throw new Error('a head could not be erased, since others keep changing it');
}
