import type { ConversationId, UserId } from '#schemas/common';
import { conversationsOf } from './conversations-of.ts';
import { invitesBy } from './invites/invites.ts';
import { presenceOf } from './live/presence.store.ts';
import { loadHead } from './log/conversation.store.ts';
import { blockOf, boundsOf, isMessage } from './log/log-rules.ts';
import { streamMemberships } from './log/membership.store.ts';
import { reactionsBetween } from './log/message-reactions.store.ts';
import { entryPages } from './log/read-entries.ts';

/** The memberships of a person, every message that they wrote, and their reactions to messages. At most a block of one log is in memory. */
export async function exportPerson(userId: UserId): Promise<object> {
  return {
    memberships: streamMemberships(userId),
    invites: exportInvites(userId),
    messages: exportMessages(userId),
    reactions: exportReactions(userId),
    presence: await presenceOf(userId),
  };
}

async function* exportInvites(userId: UserId): AsyncGenerator<object> {
  for await (const { conversationId } of streamMemberships(userId))
    for (const { secretHash: _, ...invite } of await invitesBy(userId, conversationId as ConversationId)) yield invite;
}

async function* exportMessages(userId: UserId): AsyncGenerator<object> {
  for (const [conversationId, { first }] of await conversationsOf(userId))
    for await (const page of entryPages(conversationId, first))
      for (const { archive: _, archived: __, ...entry } of page) if (entry.senderId === userId && isMessage(entry)) yield entry;
}

/** The reactions that stand, also to messages of before the person joined. */
async function* exportReactions(userId: UserId): AsyncGenerator<object> {
  for (const [conversationId, { seen }] of await conversationsOf(userId)) {
    const last = (await loadHead(conversationId))?.lastSeq ?? 0;
    for (let block = blockOf(Math.max(1, seen)); block <= blockOf(Math.max(1, last)); block++) {
      const { first, last: end } = boundsOf(block);
      for (const [seq, { by }] of await reactionsBetween(conversationId, first, end))
        if (by[userId]) yield { conversationId, seq, names: by[userId] };
    }
  }
}
