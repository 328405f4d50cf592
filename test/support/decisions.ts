import { system, type User } from '#actor';
import { findEvent, namesOf } from '#core/events';
import { requestReviewOfEvent, updateOpenReview } from '#core/reviews';
import { ingestScores, type OddsProvider } from '#core/sports-data';
import { rolePart } from '#core/users';
import { transact } from '#data/transaction';
import { DecideEvent, ListReviews } from '#schemas/admin';
import type { EventId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import { eventEntity } from '../../core/events/event.entity.ts';
import { handler } from '../../lambdas/http/admin.ts';
import { ask } from './http-event.ts';
import { storedGame } from './make/games.ts';
import { inSeason } from './make/in-season.ts';
import { bettor } from './make/users.ts';
import { differencesIn } from './upkeep.ts';

/** Tools of tests in which admins decide events: an instant, games, decisions and the list of open reviews. */

export const HOUR = 3_600_000;
export const now = new Date();
export const at = (hours: number) => new Date(now.getTime() + hours * HOUR);

/** Sets the limits of the doors out of reach, and registers three admins. */
export async function registerAdmins(): Promise<[User, User, User]> {
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...most, codesPerAddressPerHour: 1, codesPerNetworkPerHour: 1 });
  return (await Promise.all(['ann', 'ben', 'cat'].map(registerAdmin))) as [User, User, User];
}
async function registerAdmin(handle: string): Promise<User> {
  const user = await bettor(handle, now);
  await transact({ role: rolePart(user.userId, 'admin') });
  return { ...user, role: 'admin' };
}

/** A game that started so many hours ago. */
export const gameSince = (hours = 3): Promise<EventId> => storedGame('nfl', at(-hours), { seenAt: at(-200) });
export const score = { home: 24, away: 20 };
export const official = { score, reason: 'Official.' };
export const details: ResultDetails = {
  minutes: '60:00',
  periods: [
    { period: 'H1', home: 10, away: 20 },
    { period: 'H2', home: 14, away: 0 },
  ],
  facts: {
    entries: { 'Cooper Kupp': { started: true, stats: { receptions: 7, yards: '86.5' } }, 'T. Higbee': { started: false } },
  },
};
/** PUT /admin/events/{eventId}/result; undefined is a caller without a token. */
export const putResult = (eventId: string, body: object, as: User | undefined) =>
  ask(handler, DecideEvent, { params: { eventId }, body, ...(as && { as }) });
/** GET /admin/reviews, up to 100 of them. */
export const listReviews = async (as: User, query: Record<string, string> = {}) => {
  const reply = await ask(handler, ListReviews, { query: { limit: '100', ...query }, as });
  return { ...reply, meta: (reply as unknown as { meta: { pagination: { cursor: string | null } } }).meta };
};
/** A poll of a provider that shows one game, completed with this score. */
export function pollResult(eventId: EventId, result: { home: number; away: number }, more?: ResultDetails): Promise<unknown> {
  const quota = { remaining: null, used: null, last: null };
  const nothing = async () => ({ items: [], setAside: [], quota });
  const provider: OddsProvider = {
    name: 'test',
    ...inSeason('nfl', 'epl'),
    odds: nothing,
    further: nothing,
    scores: async (league) => {
      const event = await findEvent(eventId);
      if (!event || league !== event.league) return nothing();
      const { startsAt } = event;
      const item = {
        providerGameId: event.providerGameIds[0] ?? '',
        ...namesOf(event),
        startsAt,
        completed: true,
        score: result,
        details: more,
      };
      return { items: [item], setAside: [], quota };
    },
  };
  return ingestScores(system('ingest-scores'), { force: true }, new Date(), provider);
}
export const isDisputed = async (eventId: EventId) => (await findEvent(eventId))?.disputedHash !== null;
export const differencesOf = (eventId: EventId) => differencesIn({ event: [eventId] }, new Date());

/** The event as its stream record holds it. */
export const imageOf = async (eventId: EventId) => {
  const { data } = await eventEntity().get({ eventId }).go({ consistent: true, data: 'raw' });
  return (data as unknown as { Item: Record<string, unknown> }).Item;
};
export type EventImage = Awaited<ReturnType<typeof imageOf>>;
/** Updates the open review of an event for one stream record. */
export const projectEvent = async (before: EventImage | null, after: EventImage) => {
  const { row, when } = requestReviewOfEvent;
  const message = when({ before: before && row(before), after: row(after) });
  if (message) await updateOpenReview(message);
};
/** Updates the open review of an event as its newest stream record does. */
export const projectNow = async (eventId: EventId) => projectEvent(null, await imageOf(eventId));
