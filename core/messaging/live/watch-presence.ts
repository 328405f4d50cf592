import type { User } from '#actor';
import { contactsAmong, hiddenFrom } from '#core/graph';
import { countCall } from '#core/limits';
import { DomainError } from '#errors';
import type { ConversationId, UserId } from '#schemas/common';
import { type PersonPresence, WATCH_LIMITS } from '#schemas/presence';
import type { StoredPresence } from './presence.entity.ts';
import { noteOffline, noteOnline, presenceOf, presencesOf } from './presence.store.ts';
import { membersFor } from './show-typing.ts';

/** Milliseconds to which the last instant is rounded down that somebody was there. */
const QUARTER = 15 * 60_000;

/** Says that somebody is there. 1 WRU. */
export const ping = ({ userId }: Pick<User, 'userId'>, now: Date): Promise<boolean> => noteOnline(userId, now);

/** Says that the last socket of somebody has closed. 1 WRU. */
export const leave = (userId: UserId, now: Date): Promise<boolean> => noteOffline(userId, now);

/** One conversation, or contacts of the actor's. */
interface Watched {
  readonly conversationId?: ConversationId | undefined;
  readonly userIds?: readonly UserId[] | undefined;
}

/**
 * The presence of the other members of a conversation, or of contacts, as far as they show it. A person who hides their own sees nobody's,
 * and neither side of a block sees the other. 1 WRU, 2 to 4 RRU, 0.5 for each person, 1 more for each that is asked for as a contact; a
 * refused call 2 WRU.
 * @throws NOT_FOUND for a conversation of others; RATE_LIMITED for the same conversation within 30 s, and for contacts within 60 s
 */
export async function watchPresence(actor: User, watched: Watched, now: Date): Promise<PersonPresence[]> {
  const { userId } = actor;
  await assertNotWatched(userId, watched, now);
  const [own, { blocked }, others] = await Promise.all([presenceOf(userId), hiddenFrom(actor), othersOf(userId, watched)]);
  if (own?.hidden) return [];
  const seen = others.filter((otherId) => otherId !== userId && !blocked.has(otherId));
  return [...(await presencesOf(seen)).values()].filter(({ hidden }) => !hidden).map((row) => presenceView(row, now));
}

/** Counts before anything is read: a large group costs 133 RRU. @throws RATE_LIMITED */
async function assertNotWatched(userId: UserId, { conversationId }: Watched, now: Date): Promise<void> {
  const limit = WATCH_LIMITS[conversationId === undefined ? 'contacts' : 'conversation'];
  const counted = await countCall(`presence#${userId}`, conversationId ?? 'contacts', limit, now);
  if (counted.allowed) return;
  const { resetSeconds: retryAfter } = counted;
  throw new DomainError('RATE_LIMITED', `You have just asked for this. Try again in ${retryAfter} s.`, { retryAfter });
}

async function othersOf(userId: UserId, asked: Watched): Promise<UserId[]> {
  if (asked.conversationId === undefined) {
    const contacts = await contactsAmong(userId, asked.userIds ?? []);
    return contacts.flatMap(({ state, otherId }) => (state === 'accepted' ? [otherId as UserId] : []));
  }
  return [...(await membersFor(userId, asked.conversationId)).keys()];
}

export function presenceView({ userId, onlineUntil = '', lastSeenAt }: StoredPresence, now: Date): PersonPresence {
  const online = onlineUntil > now.toISOString();
  const rounded = lastSeenAt && new Date(Math.floor(Date.parse(lastSeenAt) / QUARTER) * QUARTER).toISOString();
  return { userId: userId as UserId, online, lastSeenAt: online ? null : (rounded ?? null) };
}
