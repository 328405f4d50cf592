import type { User } from '#actor';
import { type EventFacts, findEvents, gameView } from '#core/events';
import { type HiddenPeople, hiddenFrom, hiddenOf } from '#core/graph';
import { chatMediaView } from '#core/media';
import { shownPicks } from '#core/picks';
import { cardsFor, cardsOf, mentionedIn, shownText, type UserCard } from '#core/users';
import { excerptOf, isLong } from '#platform/excerpt';
import type { ConversationId, EventId, PickId, UserId } from '#schemas/common';
import type { ChatRequest } from '#schemas/conversations';
import type { EntryView, MessageQuote } from '#schemas/entry-views';
import { REACTIONS } from '#schemas/item-counts';
import type { PickView } from '#schemas/pick-views';
import { isUnanswered, personView, withoutPictures } from './conversation.view.ts';
import { entryId, isDirect } from './conversation-id.ts';
import type { AnalysisDetails, ChangeDetails, MediaDetails, SlipDetails } from './entry-details.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { GONE, isMedia, isMessage, MODERATION } from './log-rules.ts';
import type { StoredReactions } from './message-reactions.entity.ts';
import { reactionsBetween } from './message-reactions.store.ts';
import { entriesAt } from './read-entries.ts';
import { isSeen, type SeenSpan } from './span-rules.ts';

/** All that entries show beside what they hold. */
export interface EntryPage {
  readonly viewer: Pick<User, 'userId'>;
  readonly cards: ReadonlyMap<UserId, UserCard>;
  readonly blocked: ReadonlySet<UserId>;
  readonly picks: ReadonlyMap<PickId, PickView>;
  readonly events: ReadonlyMap<EventId, EventFacts>;
  readonly quoted: ReadonlyMap<number, StoredEntry>;
  readonly spans: readonly SeenSpan[];
  /** By the numbers of messages. */
  readonly reactions: ReadonlyMap<number, StoredReactions>;
  /** The instant from which the addresses of uploads live. */
  readonly now: Date;
}

/** An entry that may have no place yet. */
type UnplacedEntry = Pick<StoredEntry, 'conversationId' | 'senderId' | 'type' | 'details' | 'replyTo' | 'mentions'>;

const NO_REACTIONS: ReadonlyMap<number, StoredReactions> = new Map();
const NOBODY_BLOCKED = { blocked: new Set<UserId>() };

/**
 * Entries of one conversation as a member sees them: live picks, and what a reply quotes. Two or three trips: 1 RRU, 0.5 for each person, 1 for
 * each quoted message that is not among them, and what the picks and events of slips and analyses cost.
 * @param own what the member sees, and the request to talk that they have not answered
 * @param own.hidden the viewer's hidden people, where they were read already
 */
export async function showEntries(
  viewer: User,
  entries: readonly StoredEntry[],
  {
    spans,
    request,
    hidden,
  }: {
    readonly spans: readonly SeenSpan[];
    readonly request?: ChatRequest | undefined;
    readonly hidden?: Pick<HiddenPeople, 'blocked'>;
  },
  now: Date,
): Promise<EntryView[]> {
  const [first] = entries;
  if (!first) return [];
  const quoted = await quotedBy(first.conversationId, entries, spans);
  const all = [...entries, ...quoted.values()];
  const messages = entries.filter(isQuotable).map(({ seq }) => seq);
  const [cards, { blocked }, reactions, picks, events] = await Promise.all([
    cardsFor(viewer, [...new Set(all.flatMap(peopleOf))], now),
    hidden ?? hiddenFrom(viewer),
    messages.length > 0 ? reactionsBetween(first.conversationId, Math.min(...messages), Math.max(...messages)) : NO_REACTIONS,
    shownPicks(
      viewer,
      idsOf<PickId>(entries, 'slip', (details) => (details as SlipDetails).pickId),
      now,
    ),
    findEvents(idsOf<EventId>(entries, 'analysis', (details) => (details as AnalysisDetails).eventId)),
  ]);
  const shown = isUnanswered(request) ? withoutPictures(cards, viewer.userId) : cards;
  const page: EntryPage = { viewer, cards: shown, blocked, picks, events, quoted, spans, reactions, now };
  return entries.map((entry) => entryView(entry, page));
}

/**
 * All that an entry shows to whom it is posted to, but for the pick of a slip (slip-posts.ts). `spans` are those of somebody who sees all, and
 * `blocked` are those whom a block parts from its sender.
 * @param read.quoted the message that it answers, where it is being read already
 * @param read.hidden reads the people whom a block parts from its sender
 */
export async function pageOfPost(
  entry: UnplacedEntry,
  read: { readonly quoted?: Promise<ReadonlyMap<number, StoredEntry>>; readonly hidden?: typeof hiddenOf },
  now: Date,
): Promise<EntryPage> {
  const { conversationId, senderId, type, details, replyTo } = entry;
  const { hidden = hiddenOf } = read;
  const found = await (read.quoted ?? entriesAt(conversationId, replyTo === undefined ? [] : [replyTo]));
  const quoted = new Map([...found].filter(([, one]) => isQuotable(one)));
  const isOfMember = !isDirect(conversationId as ConversationId) && senderId !== GONE && senderId !== MODERATION;
  const [cards, { blocked }, events] = await Promise.all([
    cardsOf([...new Set([entry, ...quoted.values()].flatMap(peopleOf))], now),
    isOfMember ? hidden(senderId as UserId) : NOBODY_BLOCKED,
    findEvents(type === 'analysis' && details ? [(details as AnalysisDetails).eventId as EventId] : []),
  ]);
  const spans = [{ from: 1, to: Number.POSITIVE_INFINITY }];
  return {
    viewer: { userId: senderId as UserId },
    cards,
    blocked,
    picks: new Map(),
    events,
    quoted,
    spans,
    reactions: new Map(),
    now,
  };
}

const isQuotable = (entry: StoredEntry): boolean => isMessage(entry) && !entry.deleted;

/** The seen messages that replies quote. */
async function quotedBy(conversationId: string, entries: readonly StoredEntry[], spans: readonly SeenSpan[]) {
  const known = new Map(entries.map((entry) => [entry.seq, entry]));
  const wanted = entries.flatMap(({ replyTo }) => (replyTo !== undefined && isSeen(spans, replyTo) ? [replyTo] : []));
  const loaded = await entriesAt(
    conversationId,
    wanted.filter((seq) => !known.has(seq)),
  );
  return new Map([
    ...wanted.flatMap((seq): [number, StoredEntry][] => {
      const entry = known.get(seq) ?? loaded.get(seq);
      return entry && isQuotable(entry) ? [[seq, entry]] : [];
    }),
  ]);
}

/** The people whom an entry names. */
export const peopleOf = ({
  senderId,
  type,
  details,
  mentions,
}: Pick<StoredEntry, 'senderId' | 'type' | 'details' | 'mentions'>): UserId[] => {
  const about = type === 'change' ? (details as ChangeDetails).userId : undefined;
  const named = [senderId, ...(about === undefined ? [] : [about]), ...mentionedIn(mentions)];
  return named.filter((id) => id.length === 36) as UserId[];
};

const idsOf = <Id extends string>(
  entries: readonly StoredEntry[],
  type: StoredEntry['type'],
  idOf: (details: NonNullable<StoredEntry['details']>) => string,
): Id[] => [...new Set(entries.flatMap((entry) => (entry.type === type && entry.details ? [idOf(entry.details) as Id] : [])))];

export function entryView(entry: StoredEntry, page: EntryPage): EntryView {
  const { conversationId, seq, at, senderId, clientMessageId } = entry;
  const placed = {
    id: entryId(conversationId, seq),
    conversationId: conversationId as ConversationId,
    seq,
    at,
    sender: personView(senderId, page.cards),
  };
  if (entry.deleted) return { ...placed, type: 'deleted' };
  const authorBlocked = page.blocked.has(senderId as UserId);
  if (entry.type === 'change') return { ...changeView(placed, entry, page), authorBlocked };
  const message = {
    ...placed,
    authorBlocked,
    clientMessageId: (senderId === page.viewer.userId && clientMessageId) || null,
    replyTo: entry.replyTo === undefined ? null : quoteView(entry.replyTo, page),
    revision: entry.revision ?? 1,
    editedAt: entry.editedAt ?? null,
    reactions: reactionViews(page.reactions.get(seq), page),
  };
  const { text, mentions } = shownText(entry, page.cards);
  if (entry.type === 'text') return { ...message, type: 'text', text: text ?? '', mentions };
  if (isMedia(entry.type)) return mediaView(message, entry, page);
  if (entry.type === 'slip') return slipView(message, entry, page);
  const { eventId, market, lean, confidence } = entry.details as AnalysisDetails;
  const event = page.events.get(eventId as EventId);
  return {
    ...message,
    type: 'analysis',
    event: event ? gameView(event) : null,
    market,
    lean,
    confidence,
    text: text ?? '',
    mentions,
  };
}

type Placed = Pick<EntryView, 'id' | 'conversationId' | 'seq' | 'at' | 'sender'>;
type OfMessage = Omit<Extract<EntryView, { type: 'text' }>, 'type' | 'text' | 'mentions'>;

/** The reactions to a message in the order of their names, as far as no block parts them from the viewer. */
function reactionViews(stored: StoredReactions | undefined, { viewer, blocked }: EntryPage): OfMessage['reactions'] {
  const seen = Object.entries(stored?.by ?? {}).filter(([userId]) => !blocked.has(userId as UserId));
  return REACTIONS.flatMap((name) => {
    const by = seen.flatMap(([userId, names]) => (names.includes(name) ? [userId] : []));
    return by.length > 0 ? [{ name, count: by.length, reacted: by.includes(viewer.userId) }] : [];
  });
}

function mediaView(message: OfMessage, entry: StoredEntry, { cards, now }: EntryPage): EntryView {
  const { type, details, conversationId } = entry;
  const media = chatMediaView(conversationId as ConversationId, (details as MediaDetails).media, now);
  return type === 'voice'
    ? { ...message, type, media }
    : { ...message, type: type as 'image' | 'file', ...shownText(entry, cards), media };
}

function slipView(message: OfMessage, entry: StoredEntry, { cards, picks }: EntryPage): EntryView {
  const pickId = (entry.details as SlipDetails).pickId as PickId;
  return { ...message, type: 'slip', ...shownText(entry, cards), pickId, pick: picks.get(pickId) ?? null };
}

function changeView(placed: Placed, { details, text }: StoredEntry, { cards, spans }: EntryPage) {
  const { change, userId, role, name, history, reaction, target } = details as ChangeDetails;
  return {
    ...placed,
    type: 'change' as const,
    change,
    user: personView(userId, cards),
    role: role ?? null,
    name: name ?? null,
    history: history ?? null,
    reaction: reaction ?? null,
    target: target ?? null,
    before: text !== undefined && target !== undefined && isSeen(spans, target) ? text : null,
  };
}

function quoteView(seq: number, { quoted, cards }: EntryPage): MessageQuote {
  const entry = quoted.get(seq);
  if (!entry) return { seq, unavailable: true, type: null, sender: null, excerpt: null };
  const { senderId, text, mentions } = entry;
  const isCut = text !== undefined && isLong(text);
  const excerpt = shownText({ text: isCut ? excerptOf(text) : text, mentions }, cards, isCut).text;
  return { seq, unavailable: false, type: entry.type as MessageQuote['type'], sender: personView(senderId, cards), excerpt };
}
