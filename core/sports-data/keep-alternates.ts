import { type StoredEvent, sidesOf } from '#core/events';
import { addPoll, latestPolls, withinBounds } from '#core/prices';
import { running } from '#platform/clock';
import { count, log } from '#platform/log';
import { mapConcurrently } from '#platform/map-concurrently';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { nextAskAt, payingPart, wantsFurther } from './budget-rules.ts';
import type { CreditAccount } from './credit-account.ts';
import { withInterest } from './interest.ts';
import { keepPrices } from './keep-prices.ts';
import { knownEvents } from './match-games.ts';
import type { FurtherItem, OddsProvider, ProviderReply } from './odds-provider.ts';
import type { PolledLeague } from './poll-league.ts';
import { reportReply } from './report-reply.ts';
import { turnedFurther } from './turn-rules.ts';

const DAY = 86_400_000;
/** Games asked for at the same time: the provider also limits the requests of one second. */
const AT_ONCE = 4;

/**
 * Stores further lines and player lines of games that start within 24 hours and that somebody opened or picked within a day: each game is a
 * request that costs credits. With `force` of all that start within 24 hours. A game that fails is left for the next turn.
 * @returns also the next instant at which they can be due
 */
export async function keepAlternates(
  { league, competitions, force, provider, account }: PolledLeague,
  now: Date,
): Promise<{ kept: number; setAside: number; nextAt: string }> {
  const clock = running(now);
  const [[last], known] = await Promise.all([latestPolls(league, 'alternates', 1, now), knownEvents(league, now)]);
  const events = await withInterest(league, known, now);
  const nextAfter = (asked: string | undefined, at = now) => nextAskAt('alternates', events, asked, account.pace, at);
  const isDue = force || payingPart('alternates', events, last?.at, account.pace, now) !== null;
  if (!isDue) return { kept: 0, setAside: 0, nextAt: nextAfter(last?.at) };
  const asked = events.filter(
    (event) =>
      event.state === 'scheduled' && event.provider === provider.name && (force ? soon(event, now) : wantsFurther(event, now)),
  );
  if (asked.length === 0) return { kept: 0, setAside: 0, nextAt: nextAfter(last?.at) };
  const cost = provider.credits(league, competitions ?? []).further;
  const replies = await mapConcurrently(asked, AT_ONCE, (event) => askFor(provider, league, event, account, cost));
  const at = clock();
  const reply = {
    items: replies.flatMap(({ items }) => items),
    setAside: replies.flatMap(({ setAside }) => setAside),
    quota: replies.at(-1)?.quota ?? NO_REPLY.quota,
  };
  reportReply(league, 'alternates', reply);
  const shown = new Map(asked.flatMap(({ eventId }, i) => replies[i]?.items.map((item) => [eventId, item] as const) ?? []));
  const kept = await Promise.all([
    keepPrices(
      'alternate',
      pricesOf(shown, ({ alternate }) => alternate),
      at,
    ),
    keepPrices(
      'players',
      pricesOf(shown, (item, eventId) => boundedPlayers(item, eventId)),
      at,
    ),
  ]);
  // The poll confirms prices of the games that it showed, of no others.
  const missing = events
    .filter((event) => !shown.has(event.eventId) && event.startsAt > now.toISOString())
    .map(({ eventId }) => eventId);
  await addPoll(league, 'alternates', { at: at.toISOString(), whole: true, missing, unread: [] }, reply);
  return {
    kept: kept.reduce((sum, one) => sum + one, 0),
    setAside: reply.setAside.length,
    nextAt: nextAfter(at.toISOString(), at),
  };
}

const soon = ({ startsAt }: StoredEvent, now: Date): boolean =>
  Date.parse(startsAt) > now.getTime() && Date.parse(startsAt) <= now.getTime() + DAY;

const NO_REPLY: ProviderReply<FurtherItem> = { items: [], setAside: [], quota: { remaining: null, used: null, last: null } };

/** Asks by the newest id of a game, then by the older ones, since the provider may have gone back to one. */
async function askFor(
  provider: OddsProvider,
  league: League,
  event: StoredEvent,
  account: CreditAccount,
  cost: number,
): Promise<ProviderReply<FurtherItem>> {
  let reply = NO_REPLY;
  for (const providerGameId of event.providerGameIds.toReversed()) {
    try {
      const paid = await account.pay('planned', cost, () => provider.further(league, providerGameId));
      if (!paid) break;
      reply = ownOf(paid, event, providerGameId);
      if (reply.items.length > 0) break;
    } catch (error) {
      log.warn('provider: no further lines for an event', { league, eventId: event.eventId, error: error as Error });
      count('provider.failed');
    }
  }
  return reply;
}

/** The part of a reply that is about the event, from the sides that the event was made with. */
function ownOf(reply: ProviderReply<FurtherItem>, event: StoredEvent, providerGameId: string): ProviderReply<FurtherItem> {
  const items = reply.items
    .filter((item) => item.providerGameId === providerGameId && sidesOf(event, item) !== 'other')
    .map((item) => (sidesOf(event, item) === 'turned' ? turnedFurther(item) : item));
  return { ...reply, items };
}

const pricesOf = (
  shown: ReadonlyMap<EventId, FurtherItem>,
  sheetOf: (item: FurtherItem, eventId: EventId) => FurtherItem['players'],
) => new Map([...shown].map(([eventId, item]) => [eventId, { startsAt: item.startsAt, prices: sheetOf(item, eventId) }]));

function boundedPlayers({ players }: FurtherItem, eventId: EventId): FurtherItem['players'] {
  const { sheet, leftOut } = withinBounds(players);
  if (leftOut > 0) log.warn('provider: more players than are kept', { eventId, leftOut });
  return sheet;
}
