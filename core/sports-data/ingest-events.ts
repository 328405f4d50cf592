import type { Actor } from '#actor';
import { running } from '#platform/clock';
import type { EventId } from '#schemas/common';
import { configuredProvider, type IngestInput, ingest } from './ingest.ts';
import { keepAlternates } from './keep-alternates.ts';
import { keepPrices } from './keep-prices.ts';
import type { OddsProvider, UpcomingItem } from './odds-provider.ts';
import { type PollJob, pollLeague } from './poll-league.ts';
import { turnedOdds } from './turn-rules.ts';

const ODDS: PollJob<UpcomingItem> = {
  kind: 'odds',
  ask: (provider, league, competitions) => provider.odds(league, competitions),
  askFree: async (provider, league, competitions) => {
    const { items, ...reply } = await provider.games(league, competitions);
    return { ...reply, items: items.map((game) => ({ ...game, prices: null })) };
  },
  isAsked: ({ competitions }) => competitions?.length !== 0,
  shownGame: ({ startsAt }) => ({ startsAt, completed: false, score: null }),
  turn: turnedOdds,
  createsEvent: ({ startsAt }, at) => startsAt > at.toISOString(),
  keep: (shown: ReadonlyMap<EventId, UpcomingItem>, at) => keepPrices('main', shown, at),
};

/** Polls each league for games, their starts and their prices. A repeat changes nothing (poll-league.ts). */
export const ingestEvents = (actor: Actor, { force }: IngestInput, now: Date, provider: OddsProvider = configuredProvider()) =>
  ingest('events', { force, provider }, now, async (polled) => {
    const clock = running(now);
    const { plan, ...outcome } = await pollLeague(actor, ODDS, polled, now);
    if (polled.competitions?.length === 0 || !provider.covers(polled.league).further) return { ...outcome, plan };
    const { nextAt, ...alternates } = await keepAlternates(polled, clock());
    return {
      ...outcome,
      kept: outcome.kept + alternates.kept,
      setAside: outcome.setAside + alternates.setAside,
      plan: plan && { ...plan, nextAt: nextAt < plan.nextAt ? nextAt : plan.nextAt },
    };
  });
