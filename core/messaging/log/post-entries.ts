import type * as z from 'zod';
import { frameOrNull, type OpenSocket, openSocketsOf, postToSockets, type SocketPost } from '#core/realtime';
import { took } from '#platform/log';
import type { ConversationGoneMessage, EntryMessage } from '#schemas/chat-pushes';
import type { ConversationId, UserId } from '#schemas/common';
import type { EntryView } from '#schemas/entry-views';
import type { Appended, SendLog } from './append-message.ts';
import { isUnanswered } from './conversation.view.ts';
import { entryId } from './conversation-id.ts';
import { type EntryPage, entryView, pageOfPost } from './entry.view.ts';
import type { ChangeDetails } from './entry-details.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { isMedia } from './log-rules.ts';
import type { RosterMember, RosterMembers } from './roster-rules.ts';
import { NO_PICKS, type PicksPosted, picksOfEntry } from './slip-posts.ts';
import { isSeen } from './span-rules.ts';

/** Live sockets by their users. */
type LiveSockets = ReadonlyMap<UserId, readonly OpenSocket[]>;

/** The person who is no member any more by this entry. */
export function leaverOf({ type, details }: Pick<StoredEntry, 'type' | 'details'>): UserId | undefined {
  if (type !== 'change') return undefined;
  const { change, userId } = details as ChangeDetails;
  return change === 'left' || change === 'removed' ? (userId as UserId) : undefined;
}

/** All that decides on the posts of an entry. */
interface PostedTo {
  readonly members: RosterMembers;
  readonly sockets: LiveSockets;
  readonly page: EntryPage;
  /** Of a slip. */
  readonly picks?: PicksPosted;
}

/**
 * The posts of an entry: to each live socket of each member who sees it, without somebody who has a request to answer, and to those of somebody
 * who left with it. Members who see the same get the same text. The number goes without the entry where the entry is longer than a frame, is an
 * upload, whose addresses are signed for whom reads it, or is a slip whose pick is not in `picks`.
 */
export function postsOf(entry: StoredEntry, { members, sockets, page, picks = NO_PICKS }: PostedTo, now: Date): SocketPost[] {
  const texts = new Map<string, string>();
  const views = [...new Set(picks.values())];
  const textFor = (userId: UserId, member: RosterMember): string => {
    const pick = picks.get(userId);
    const view = viewFor(entry, userId, member, { ...page, picks: new Map(pick && [[pick.id, pick]]) });
    const isWhole = entry.type !== 'slip' || entry.deleted || pick !== undefined;
    const key = `${view.key} ${isWhole} ${views.indexOf(pick ?? null)}`;
    const text = texts.get(key) ?? textOf(entry, isWhole ? view.page : null, now);
    texts.set(key, text);
    return text;
  };
  const posts = [...members].flatMap(([userId, member]) =>
    member.from <= entry.seq && !isUnanswered(member.request) ? toEach(userId, sockets, () => textFor(userId, member)) : [],
  );
  const leaver = leaverOf(entry);
  return leaver === undefined || members.has(leaver)
    ? posts
    : [...posts, ...toEach(leaver, sockets, () => JSON.stringify(goneMessage(entry, now)))];
}

function toEach(userId: UserId, sockets: LiveSockets, textOf: () => string): SocketPost[] {
  const own = sockets.get(userId);
  if (!own) return [];
  const text = textOf();
  return own.map((socket) => ({ userId, socket, text }));
}

/** The entry as one member sees it, with a key that is the same for all who see the same. */
function viewFor(entry: StoredEntry, userId: UserId, { from }: RosterMember, page: EntryPage) {
  const spans = [{ from, to: Number.POSITIVE_INFINITY }];
  const isOwn = userId === entry.senderId;
  const isBlocked = page.blocked.has(userId);
  const quoted = new Map([...page.quoted].filter(([seq]) => isSeen(spans, seq)));
  const isTargetSeen = entry.type === 'change' && isSeen(spans, (entry.details as ChangeDetails).target ?? 0);
  return {
    key: [isOwn, isBlocked, quoted.size, isTargetSeen].join(),
    page: { ...page, viewer: { userId }, quoted, spans, blocked: new Set(isBlocked ? [entry.senderId as UserId] : []) },
  };
}

/** @param page null for the number alone */
function textOf(entry: StoredEntry, page: EntryPage | null, now: Date): string {
  const isWhole = page !== null && (entry.deleted || !isMedia(entry.type));
  const whole = isWhole ? frameOrNull(entryMessage(entry, entryView(entry, page), now)) : null;
  return whole ?? JSON.stringify(entryMessage(entry, null, now));
}

const entryMessage = (
  { conversationId, seq }: StoredEntry,
  entry: EntryView | null,
  now: Date,
): z.output<typeof EntryMessage> => ({
  type: 'entry',
  id: entryId(conversationId, seq),
  at: now.toISOString(),
  data: { conversationId: conversationId as ConversationId, seq, entry },
});

const goneMessage = ({ conversationId, seq }: StoredEntry, now: Date): z.output<typeof ConversationGoneMessage> => ({
  type: 'conversation.gone',
  id: `${entryId(conversationId, seq)}.gone`,
  at: now.toISOString(),
  data: { conversationId: conversationId as ConversationId },
});

/**
 * Posts an entry to whom it concerns: 0.5 RRU for each member, and for what it shows; a call for each socket.
 * @param picksOf reads the pick of a slip, which else goes as its number
 * @returns the sockets that failed
 */
export async function postEntry(
  entry: StoredEntry,
  members: RosterMembers,
  now: Date,
  picksOf?: typeof picksOfEntry,
): Promise<SocketPost[]> {
  const leaver = leaverOf(entry);
  const [sockets, page] = await Promise.all([
    openSocketsOf([...new Set([...members.keys(), ...(leaver === undefined ? [] : [leaver])])], now),
    pageOfPost(entry, {}, now),
  ]);
  const picks = (await picksOf?.(entry, [...sockets.keys()], now)) ?? NO_PICKS;
  return (await postToSockets(postsOf(entry, { members, sockets, page, picks }, now), now)).failed;
}

/** Sockets of one message to which its time has an alarm (lib/stacks/messaging.ts). */
const FEW = 50;

/** The posts of one sender's message. */
interface PostsOfSend extends Pick<SendLog, 'findSockets' | 'post'> {
  /** The members who see an entry and have no live socket, without its sender. */
  absent(entry: StoredEntry, members: RosterMembers): Promise<UserId[]>;
}

/** The readings of what a message shows, if it is new. */
interface NewMessage {
  readonly page: Promise<EntryPage>;
  /** Reads the pick of a slip as each of these people sees it. */
  picksFor(userIds: readonly UserId[]): Promise<PicksPosted>;
}

/**
 * Finds the sockets for a message before it has its place, and posts it once it has. Its content is read meanwhile, of a slip also what each of
 * those with a socket sees of its pick, so that nothing is read between its place and its posts. The metric `message.posted` has the
 * milliseconds from `now`, when the message came, to its last post.
 */
export function postsOfSend({ page, picksFor }: NewMessage, now: Date): PostsOfSend {
  const known = new Map<UserId, readonly OpenSocket[]>();
  const looked = new Set<UserId>();
  const picks: Promise<PicksPosted>[] = [];
  const find = async (members: RosterMembers) => {
    const missing = [...members.keys()].filter((userId) => !looked.has(userId));
    if (missing.length === 0) return;
    const found = await openSocketsOf(missing, now);
    for (const [userId, sockets] of found) known.set(userId, sockets);
    for (const userId of missing) looked.add(userId);
    // Whoever's view could not be read gets the number alone.
    picks.push(picksFor([...found.keys()]).catch(() => NO_PICKS));
  };
  const forget = ({ userId, socket }: SocketPost) => {
    const left = (known.get(userId) ?? []).filter(({ connectionId }) => connectionId !== socket.connectionId);
    if (left.length > 0) known.set(userId, left);
    else known.delete(userId);
  };
  /** Gives what the entry shows. One that stood before is read as it stands: a repeat may name other things. */
  const shownBy = async ({ entry, isNew }: Appended): Promise<Pick<PostedTo, 'page' | 'picks'>> =>
    isNew
      ? { page: await page, picks: new Map((await Promise.all(picks)).flatMap((some) => [...some])) }
      : { page: await pageOfPost(entry, {}, now), picks: await picksOfEntry(entry, [...known.keys()], now) };
  return {
    // A send does not fail with it: the post looks again.
    findSockets: (members) => find(members).catch(() => undefined),
    async post(appended, members) {
      try {
        await find(members);
        const posts = postsOf(appended.entry, { members, sockets: known, ...(await shownBy(appended)) }, now);
        const { failed, gone } = await postToSockets(posts, now);
        if (posts.length > 0) took('message.posted', now, { sockets: posts.length > FEW ? 'more' : `upTo${FEW}` });
        gone.forEach(forget);
        return failed.length === 0;
      } catch {
        return false;
      }
    },
    async absent({ seq, senderId }, members) {
      await find(members);
      return [...members].flatMap(([userId, { from }]) =>
        from <= seq && userId !== senderId && !known.has(userId) ? [userId] : [],
      );
    },
  };
}
