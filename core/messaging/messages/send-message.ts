import type * as z from 'zod';
import type { User } from '#actor';
import { findEvents } from '#core/events';
import { type HiddenPeople, hiddenOf, isBlockedPair } from '#core/graph';
import { attachChatMedia, type ChatMedia } from '#core/media';
import { loadSharedPick, type SharedPick, viewsOfSharedPick } from '#core/picks';
import { DomainError, invalid } from '#errors';
import type { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, UserId } from '#schemas/common';
import type { EntryView } from '#schemas/entry-views';
import { acceptRequest } from '../conversations/answer-request.ts';
import { beginConversation, hasBegun, requestAgain } from '../conversations/begin-conversation.ts';
import { appendMessage, type ConversationState, type UnplacedMessage } from '../log/append-message.ts';
import { sendLog } from '../log/conversation.store.ts';
import { isDirect, otherInDirect } from '../log/conversation-id.ts';
import { type EntryPage, entryView, pageOfPost, showEntries } from '../log/entry.view.ts';
import type { EntryDetails } from '../log/entry-details.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { isMessage, messageNotAllowed, noSuchConversation } from '../log/log-rules.ts';
import { moveRead } from '../log/membership.store.ts';
import { postsOfSend } from '../log/post-entries.ts';
import { entriesAt } from '../log/read-entries.ts';
import type { RosterMembers } from '../log/roster-rules.ts';
import { NO_PICKS, picksPosted } from '../log/slip-posts.ts';
import { keptMentions, mentionsIn } from './mention-members.ts';
import { askForPushes } from './push-message.ts';

type Body = z.output<typeof SendMessage.body>;

/**
 * Sends a message, once under its clientMessageId: the mark of that id, the entry at the first free number, the head. 4 WRU, with what the
 * sender has read, for a text of up to some 700 bytes, whatever the number of members; 2 to 4 RRU. A slip costs 2.5 RRU more, and what picksPosted()
 * costs. A repeat gives the message that stands. The
 * first one of two people begins their conversation (begin-conversation.ts).
 * @param admitted rejects a call that is refused; nothing is written before
 * @throws NOT_FOUND for somebody who is no member, for a pick or an event that they do not see; MESSAGE_NOT_ALLOWED where one of two has
 * blocked the other, or takes no messages of the actor's; INVALID_INPUT for a `replyTo` that is no message, and for a
 * mention of somebody else than a member; UNAVAILABLE
 */
export async function sendMessage(
  actor: User,
  conversationId: ConversationId,
  body: Body,
  now: Date,
  admitted: Promise<unknown> = Promise.resolve(),
): Promise<EntryView> {
  const { userId } = actor;
  const { clientMessageId, replyTo } = body;
  const message: UnplacedMessage & { details?: EntryDetails } = {
    conversationId,
    type: body.type,
    senderId: userId,
    at: now.toISOString(),
    clientMessageId,
    ...('text' in body && body.text !== undefined && { text: body.text }),
    ...('mentions' in body && keptMentions(body)),
    ...(replyTo !== undefined && { replyTo }),
    ...detailsOf(body),
  };
  // Read beside the first trips of the append, and awaited in them.
  const quoted = entriesAt(conversationId, replyTo === undefined ? [] : [replyTo]);
  const hidden = readOnce(hiddenOf);
  const page = pageOfPost(message, { quoted, hidden }, now);
  const shared = body.type === 'slip' ? loadSharedPick(body.pickId, now, hidden) : null;
  const beside = Promise.all([
    isDirect(conversationId) ? isBlockedPair(userId, otherInDirect(conversationId, userId)) : false,
    quoted,
    subjectSeen(actor, body, { shared, page }, now),
    mentionsIn(actor, 'mentions' in body ? body : {}, now, hidden),
  ]);
  for (const reading of [page, beside]) reading.catch(() => undefined);
  const picksFor = async (userIds: readonly UserId[]) => (shared ? picksPosted(await shared, userIds, now) : NO_PICKS);
  const posts = postsOfSend({ page, picksFor }, now);
  let among: RosterMembers = new Map();
  const log = sendLog(conversationId, { senderId: userId, clientMessageId }, posts);
  const { entry, isNew } = await appendMessage(log, message, async (state) => {
    const { members } = state;
    among = members;
    await admitted;
    const own = members.get(userId);
    if (!own) throw noSuchConversation();
    const [isBlocked, entries, { isSeen: isSubjectSeen }, assertMentions] = await beside;
    if (isDirect(conversationId) && (isBlocked || members.size < 2)) throw messageNotAllowed();
    if (!isSubjectSeen) throw new DomainError('NOT_FOUND', body.type === 'slip' ? 'No such pick.' : 'No such event.');
    if (replyTo !== undefined) assertQuotable(entries.get(replyTo), own);
    assertMentions(members);
    // A message that nobody may send takes no upload.
    if ('mediaId' in body && !message.details) message.details = { media: await attached(actor, conversationId, body, now) };
    return isDirect(conversationId) ? consented(actor, state, message, now) : undefined;
  });
  // A sender has read what stands before; a process that dies here leaves it unread.
  const shown = async () => {
    if (isNew) return entryView(entry, { ...(await page), blocked: new Set(), picks: (await beside)[2].picks });
    const [view] = await showEntries(actor, [entry], { spans: [{ from: 1, to: Number.POSITIVE_INFINITY }] }, now);
    return view;
  };
  const pushed = async () => {
    if (isNew) await askForPushes({ conversationId, seq: entry.seq, userIds: await posts.absent(entry, among).catch(() => []) });
  };
  const [view] = await Promise.all([shown(), moveRead(userId, conversationId, entry), pushed()]);
  if (!view) throw noSuchConversation();
  return view;
}

/**
 * Lets a message into the conversation of two people: the first one begins it, another one has to wait while its sender has asked to talk, and
 * an answer accepts.
 */
async function consented(actor: User, state: ConversationState, message: UnplacedMessage, now: Date) {
  const request = state.members.get(actor.userId)?.request;
  if (request === 'sent') return requestAgain(message);
  if (!hasBegun(state.head)) return beginConversation(actor, state, message, now);
  if (request === undefined) return undefined;
  await acceptRequest(actor, state.head.conversationId as ConversationId, now);
  return 'again' as const;
}

/** Reads what is asked for by the same name once. */
function readOnce(read: (userId: UserId) => Promise<HiddenPeople>): typeof read {
  const readings = new Map<UserId, Promise<HiddenPeople>>();
  return (userId) => {
    const reading = readings.get(userId) ?? read(userId);
    readings.set(userId, reading);
    return reading;
  };
}

/**
 * The pick or the event that a message names, as its sender sees it. `isSeen` is true for a message that names none.
 * @param read.shared the pick of a slip
 * @param read.page has the sender's card, which knows of an exclusion that began after the token
 */
async function subjectSeen(
  actor: User,
  body: Body,
  { shared, page }: { readonly shared: Promise<SharedPick | null> | null; readonly page: Promise<EntryPage> },
  now: Date,
): Promise<{ readonly isSeen: boolean; readonly picks: EntryPage['picks'] }> {
  if (body.type === 'slip') {
    const [found, { cards }] = await Promise.all([shared, page]);
    const { userId, excludedUntil } = actor;
    const isExcluded = excludedUntil !== undefined || cards.get(userId)?.excluded === true;
    const excluded = Promise.resolve(new Set(isExcluded ? [userId] : []));
    const pick = found && (await viewsOfSharedPick(found, [userId], excluded, now)).get(userId);
    return { isSeen: Boolean(pick), picks: new Map(pick && [[pick.id, pick]]) };
  }
  return { isSeen: body.type !== 'analysis' || (await findEvents([body.eventId])).size > 0, picks: new Map() };
}

/** Hangs the upload of a message on it. A repeat hangs the same. */
const attached = (
  actor: User,
  conversationId: ConversationId,
  { type, mediaId, clientMessageId }: Extract<Body, { mediaId: string }>,
  now: Date,
): Promise<ChatMedia> => attachChatMedia(actor, mediaId, { conversationId, purpose: `chat_${type}`, clientMessageId }, now);

function detailsOf(body: Body): Pick<StoredEntry, 'details'> {
  if (body.type === 'slip') return { details: { pickId: body.pickId } };
  if (body.type !== 'analysis') return {};
  const { eventId, market, lean, confidence } = body;
  return { details: { eventId, market, lean, confidence } };
}

/** @throws INVALID_INPUT, the same for what is missing and for what stands before the sender joined */
function assertQuotable(entry: StoredEntry | undefined, { from }: { readonly from: number }): void {
  if (!entry || !isMessage(entry) || entry.deleted || entry.seq < from)
    throw invalid('replyTo', 'There is no such message to answer.');
}
