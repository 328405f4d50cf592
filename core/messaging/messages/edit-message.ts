import type * as z from 'zod';
import type { User } from '#actor';
import { isBlockedPair } from '#core/graph';
import { DomainError, invalid } from '#errors';
import { Caption, EDIT_WINDOW, type EditMessage, MOST_EDITS } from '#schemas/chat-messages';
import type { MessageId, UserId } from '#schemas/common';
import type { EntryView } from '#schemas/entry-views';
import { seeConversation } from '../conversations/see-conversation.ts';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { entryOfId, isDirect, otherInDirect } from '../log/conversation-id.ts';
import { editedPart } from '../log/entry.store.ts';
import { showEntries } from '../log/entry.view.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { isMedia, messageNotAllowed } from '../log/log-rules.ts';
import { spansOf } from '../log/span-rules.ts';
import { keptMentions, mentionsIn } from './mention-members.ts';
import { noSuchMessage, seenMessage } from './see-message.ts';

/**
 * Changes the text of the actor's own message: one transaction {entry, message, roster's version, head}. The entry keeps the text before.
 * @throws NOT_FOUND; FORBIDDEN for a message of somebody else's; EDIT_WINDOW_CLOSED; MESSAGE_DELETED; MESSAGE_NOT_ALLOWED; CONFLICT for a
 * revision that is not the newest; LIMIT_REACHED; UNAVAILABLE
 */
export async function editMessage(
  actor: User,
  messageId: MessageId,
  body: z.output<typeof EditMessage.body>,
  now: Date,
): Promise<EntryView> {
  const { text, revision } = body;
  const { conversationId, seq } = entryOfId(messageId);
  const { userId } = actor;
  const [blocked, assertMentions] = await Promise.all([
    isDirect(conversationId) && isBlockedPair(userId, otherInDirect(conversationId, userId)),
    mentionsIn(actor, body, now),
  ]);
  let edited: StoredEntry | undefined;
  await changeConversation(changeLog(conversationId), async (state) => {
    const message = await seenMessage(actor, state, seq);
    assertEditable(message, userId, revision, now);
    // A request stays as it was sent.
    if (blocked || state.members.get(userId)?.request === 'sent') throw messageNotAllowed();
    if (message.type === 'voice') throw invalid('text', 'A recording has no text.');
    if (message.type === 'slip' || isMedia(message.type)) assertCaption(text);
    assertMentions(state.members);
    const at = now.toISOString();
    const { mentions: _, ...rest } = message;
    const revised: StoredEntry = { ...rest, ...keptMentions(body), text, revision: revision + 1, editedAt: at };
    edited = revised;
    return {
      senderId: userId,
      at,
      details: { change: 'edited', target: seq },
      ...(message.text !== undefined && { text: message.text }),
      revised,
      members: null,
      rows: ({ seq: edit }) => ({ message: editedPart({ ...revised, edits: [...(message.edits ?? []), edit] }) }),
    };
  });
  const [view] = await showEntries(
    actor,
    edited ? [edited] : [],
    { spans: spansOf(await seeConversation(userId, conversationId)) },
    now,
  );
  if (!view) throw noSuchMessage();
  return view;
}

/** Refuses a text that is too long beside a slip, an image or a file. @throws INVALID_INPUT */
function assertCaption(text: string): void {
  const [issue] = Caption.safeParse(text).error?.issues ?? [];
  if (issue) throw invalid('text', issue.message);
}

function assertEditable(
  { senderId, at, deleted, revision: newest = 1 }: StoredEntry,
  userId: UserId,
  revision: number,
  now: Date,
): void {
  if (senderId !== userId) throw new DomainError('FORBIDDEN', 'This is the message of somebody else.');
  if (deleted) throw new DomainError('MESSAGE_DELETED', 'This message is deleted.');
  const until = new Date(new Date(at).getTime() + EDIT_WINDOW).toISOString();
  if (now.toISOString() > until) throw new DomainError('EDIT_WINDOW_CLOSED', 'This message can no longer be changed.', { until });
  if (newest !== revision) throw new DomainError('CONFLICT', 'The message has been changed meanwhile.', { revision: newest });
  if (newest > MOST_EDITS) throw new DomainError('LIMIT_REACHED', `A message is changed at most ${MOST_EDITS} times.`);
}
