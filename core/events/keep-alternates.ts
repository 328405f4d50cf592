import { inTurns } from '#platform/in-turns';
import { count, log } from '#platform/log';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { isDue } from './cadence-rules.ts';
import type { StoredEvent } from './event-facts.ts';
import { keepPrices } from './keep-prices.ts';
import { knownEvents } from './match-games.ts';
import type { FeedReply, OddsItem, OddsProvider } from './odds-provider.ts';
import { addPoll, latestPolls } from './poll.store.ts';
import { reportReply } from './report-reply.ts';

const DAY = 86_400_000;
/** Requests at the same time: feeds count those of one second too. */
const AT_ONCE = 4;

/**
 * The further lines of games that start within 24 hours, asked game by game and once an hour, since each costs credits. One that the feed
 * does not give now is left for the next hour.
 */
export async function keepAlternates(
  { league, force, provider }: { league: League; force: boolean; provider: OddsProvider },
  now: Date,
): Promise<{ kept: number; setAside: number }> {
  const [last] = await latestPolls(league, 'alternates', 1, now);
  if (!force && !isDue('alternates', [], last?.at, now)) return { kept: 0, setAside: 0 };
  const soon = ({ startsAt }: StoredEvent) => Date.parse(startsAt) > now.getTime() && Date.parse(startsAt) <= now.getTime() + DAY;
  const events = (await knownEvents(league, now)).filter(
    (event) => event.state === 'scheduled' && event.feed === provider.feed && soon(event),
  );
  if (events.length === 0) return { kept: 0, setAside: 0 };
  const replies = await inTurns(events, AT_ONCE, ({ eventId, feedId }) => askFor(provider, league, eventId, feedId));
  const reply = {
    items: replies.flatMap(({ items }) => items),
    setAside: replies.flatMap(({ setAside }) => setAside),
    quota: replies.at(-1)?.quota ?? NO_REPLY.quota,
  };
  reportReply(league, 'alternates', reply);
  const shown = new Map(replies.flatMap(({ items }, i) => items.map((item) => [events[i]?.eventId as EventId, item] as const)));
  const kept = await keepPrices('alternate', shown, now);
  const missing = events.filter(({ eventId }) => !shown.has(eventId)).map(({ eventId }) => eventId);
  await addPoll(league, 'alternates', { at: now.toISOString(), whole: true, missing }, reply);
  return { kept, setAside: reply.setAside.length };
}

const NO_REPLY: FeedReply<OddsItem> = { items: [], setAside: [], quota: { remaining: null, used: null, last: null } };

const askFor = (provider: OddsProvider, league: League, eventId: EventId, feedId: string): Promise<FeedReply<OddsItem>> =>
  provider.alternates(league, feedId).catch((error: Error) => {
    log.warn('feed: no further lines for an event', { league, eventId, error });
    count('feed.failed');
    return NO_REPLY;
  });
