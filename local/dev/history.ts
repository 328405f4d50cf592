import { createHash } from 'node:crypto';
import type { User } from '#actor';
import type * as Events from '#core/events';
import type * as Picks from '#core/picks';
import { PlacePick } from '../../schemas/picks.ts';
import type { Person } from '../client/people.ts';
import { until } from '../client/until.ts';
import type { GameDay } from '../provider/game-day.ts';
import { enter } from './cloud/enter.ts';

/** The game days that a new stack has behind it, in days before today, and how many picks everyone made on each. */
const DAYS_AGO = [20, 13, 6, 2] as const;
const PICKS = 5;
const DAY = 86_400_000;

type Event = Awaited<ReturnType<typeof Events.getEvent>>;

/**
 * Plays past game days through the use cases of the product, each with the `now` of its moment: games and prices from the feed, picks
 * before the start, what prices closed at, results after the end. Not a row is written past them; records and boards follow as ever, from the stream.
 * @returns how many picks were placed
 */
export async function playHistory(people: readonly Person[], now: Date): Promise<number> {
  await enter('local');
  const [events, { ingestEvents, ingestScores }, picks, { statsOf }, { gameDay }, { system }] = await Promise.all([
    import('../../core/events/index.ts'),
    import('../../core/sports-data/index.ts'),
    import('../../core/picks/index.ts'),
    import('../../core/stats/index.ts'),
    import('../provider/game-day.ts'),
    import('../../core/actor.ts'),
  ]);
  const ingest = system('history');
  let placed = 0;
  for (const daysAgo of DAYS_AGO) {
    const day = gameDay(startOf(now, daysAgo));
    await ingestEvents(ingest, { force: true }, day.open, day.provider(day.open));
    const games = await gamesOf(events, day);
    for (const person of people) placed += await bet(picks, person, games, day.open);
    for (const at of day.closes) await ingestEvents(ingest, { force: true }, at, day.provider(at));
    await ingestScores(ingest, { force: true }, day.over, day.provider(day.over));
  }
  // Grading and counting follow from the stream: the boards that are built next should have it all.
  for (const { name, userId } of people) {
    await until(
      `${name}'s record`,
      async () => {
        const { wins, losses, pushes, voids, placed } = await statsOf(userId, 'all', now);
        return placed > 0 && wins + losses + pushes + voids === placed ? true : undefined;
      },
      120,
    );
  }
  return placed;
}

/** Noon of that day, so that it is over before the next. */
const startOf = (now: Date, daysAgo: number): Date => new Date(Math.floor(now.getTime() / DAY) * DAY - daysAgo * DAY + DAY / 2);

async function gamesOf({ eventsStarting, getEvent }: typeof Events, day: GameDay): Promise<Event[]> {
  const last = Math.max(...[...day.starts.values()].map((start) => start.getTime()));
  const keys = await eventsStarting(day.open.toISOString(), new Date(last + 1).toISOString());
  const viewer = { kind: 'public', address: 'history' } as const;
  return Promise.all(keys.map(({ eventId }) => getEvent(viewer, eventId, day.open)));
}

/**
 * Everyone has a hand of their own: which games, which side, how much, always the same for the same name and day. One pick after the
 * other, as a thumb does it; a machine that is too busy is asked again, as a client should.
 */
async function bet({ placePick }: typeof Picks, person: Person, games: readonly Event[], now: Date): Promise<number> {
  const actor = { kind: 'user', userId: person.userId, role: 'user', tier: 'free', origin: 'history' } as User;
  const hand = (what: string): number =>
    createHash('md5').update(`${person.name} ${now.toISOString()} ${what}`).digest().readUInt32BE();
  const chosen = games.toSorted((a, b) => hand(`${a.home} game`) - hand(`${b.home} game`)).slice(0, PICKS);
  for (const { id, home, ...event } of chosen) {
    // What players did, no feed says: such a pick would wait for an admin.
    const markets = event.markets.filter(({ subject }) => subject === null);
    const market = markets[hand(`${home} market`) % markets.length];
    const offer = market?.selections[hand(`${home} side`) % market.selections.length];
    if (!market || !offer) throw new Error(`no prices for ${home}`);
    const leg = {
      eventId: id,
      market: market.market,
      selection: offer.selection,
      ...(offer.line !== null && { line: offer.line }),
      odds: { format: 'american', price: offer.best.odds.american },
    };
    const said = {
      legs: [leg],
      stakeUnits: ['0.5', '1', '1', '1.5', '2'][hand(`${home} stake`) % 5],
      book: offer.best.title,
    };
    const place = () => placePick(actor, PlacePick.body.parse(said), undefined, now);
    await until(`room for a pick of ${person.name}'s`, () => place().catch(unlessBusy));
  }
  return chosen.length;
}

/** Nothing was written then. */
function unlessBusy(error: Error & { code?: string }): undefined {
  if (error.code !== 'UNAVAILABLE') throw error;
}
