import { createHash } from 'node:crypto';
import { system, type User } from '#actor';
import { getEvent, leagueEvents } from '#core/events';
import { placePick } from '#core/picks';
import { importResults } from '#core/results';
import { ingestEvents, ingestScores } from '#core/sports-data';
import { statsOf } from '#core/stats';
import { PlacePick } from '../../schemas/picks.ts';
import { LEAGUE_NAMES } from '../../schemas/sports.ts';
import type { Person } from '../client/people.ts';
import { until } from '../client/until.ts';
import { type GameDay, gameDay } from '../provider/game-day.ts';
import { enter } from './cloud/enter.ts';

/** The past game days of a new stack: days before today, and the provider's keys of the sports that are played. */
export const DAYS = [
  // A tournament has a day of its own: it ends four days later, when the provider has forgotten the scores of other games.
  { daysAgo: 27, sports: ['golf_masters_tournament_winner'] },
  { daysAgo: 20, sports: ['americanfootball_nfl', 'basketball_nba', 'tennis_atp_wimbledon'] },
  { daysAgo: 13, sports: ['soccer_epl', 'icehockey_nhl', 'mma_mixed_martial_arts'] },
  { daysAgo: 6, sports: ['baseball_mlb', 'basketball_nba', 'soccer_germany_bundesliga'] },
  { daysAgo: 2, sports: ['americanfootball_nfl', 'soccer_epl', 'icehockey_nhl'] },
] as const;
/** Minutes between one start and the next. */
const SPACING = 2;
/** The number of picks that each person places on each of them, or as many as there are games. */
export const PICKS_PER_DAY = 5;
const DAY = 86_400_000;

type SeedEvent = Awaited<ReturnType<typeof getEvent>>;

/**
 * Plays past game days through the use cases, each with a `now` of that day: games and prices from the provider, picks before the start,
 * closing prices, results after the end. It writes no row by itself; records and boards follow from the stream.
 * @param admin states the results that the provider does not report
 * @returns the number of picks that were placed
 */
export async function playHistory(people: readonly Person[], admin: Person, now: Date): Promise<number> {
  await enter('local');
  const job = system('history');
  let placed = 0;
  for (const { daysAgo, sports } of DAYS) {
    const day = gameDay(firstStartOf(now, daysAgo), { spacing: SPACING, sports });
    await ingestEvents(job, { force: true }, day.open, day.provider(day.open));
    const games = await eventsOf(day);
    for (const person of people) placed += await placePicks(person, games, day.open);
    for (const at of day.closes) await ingestEvents(job, { force: true }, at, day.provider(at));
    await stateResults(admin, games, day);
    await ingestScores(job, { force: true }, day.over, day.provider(day.over));
  }
  // Records follow from the stream. The boards are built from them next, so wait until they count every pick.
  // Only a hang reaches the bound, also on a busy machine.
  for (const { name, userId } of people) {
    await until(
      `${name}'s record`,
      async () => {
        const { wins, losses, pushes, voids, placed } = await statsOf(userId, 'all', now);
        return placed > 0 && wins + losses + pushes + voids === placed ? true : undefined;
      },
      900,
    );
  }
  return placed;
}

/** Noon UTC of a day in the past, so that all its games end before the next day of the history. */
const firstStartOf = (now: Date, daysAgo: number): Date =>
  new Date(Math.floor(now.getTime() / DAY) * DAY - daysAgo * DAY + DAY / 2);

async function eventsOf(day: GameDay): Promise<SeedEvent[]> {
  const last = Math.max(...[...day.starts.values()].map((start) => start.getTime()));
  const between = { from: day.open.toISOString(), to: new Date(last + 1).toISOString() };
  const keys = (await Promise.all(LEAGUE_NAMES.map((league) => leagueEvents(league, between)))).flat();
  const viewer = { kind: 'public', address: 'history' } as const;
  return Promise.all(keys.map(({ eventId }) => getEvent(viewer, eventId, day.open)));
}

/** States what the provider does not report of a day's games, row by row as of a file. @throws Error when a row is refused */
async function stateResults(admin: Person, games: readonly SeedEvent[], { unreported, over }: GameDay): Promise<void> {
  const actor = { kind: 'user', userId: admin.userId, role: 'admin', tier: 'free', origin: 'history' } as User;
  const rows = games.flatMap(({ id, home, title }) => {
    const result = unreported.get(home ?? title ?? '');
    return result ? [JSON.stringify({ eventId: id, ...result, reason: 'The official result.' })] : [];
  });
  const { problems } = await importResults(actor, { format: 'ndjson', file: rows.join('\n') }, over);
  if (problems !== '') throw new Error(problems);
}

/**
 * Places a person's picks of a day, one after the other. Games, sides and stakes are derived from the person's name and the day, so that
 * they are the same on every new stack. A pick that is refused as UNAVAILABLE is placed again.
 */
async function placePicks(person: Person, games: readonly SeedEvent[], now: Date): Promise<number> {
  const actor = { kind: 'user', userId: person.userId, role: 'user', tier: 'free', origin: 'history' } as User;
  const numberFor = (what: string): number =>
    createHash('md5').update(`${person.name} ${now.toISOString()} ${what}`).digest().readUInt32BE();
  const nameOf = ({ home, title }: SeedEvent): string => home ?? title ?? '';
  const chosen = games
    .toSorted((a, b) => numberFor(`${nameOf(a)} game`) - numberFor(`${nameOf(b)} game`))
    .slice(0, PICKS_PER_DAY);
  for (const { id, ...event } of chosen) {
    const name = nameOf({ id, ...event });
    // The provider has no results of players: a pick on one would wait for an admin.
    const markets = event.markets.filter(({ subject }) => subject === null);
    const market = markets[numberFor(`${name} market`) % markets.length];
    const offer = market?.selections[numberFor(`${name} side`) % market.selections.length];
    if (!market || !offer) throw new Error(`there are no prices for ${name}`);
    const leg = {
      eventId: id,
      market: market.market,
      selection: offer.selection,
      ...(offer.line !== null && { line: offer.line }),
      odds: { format: 'american', price: offer.best.odds.american },
    };
    const body = {
      legs: [leg],
      stakeUnits: ['0.5', '1', '1', '1.5', '2'][numberFor(`${name} stake`) % 5],
      book: offer.best.title,
    };
    const place = () => placePick(actor, PlacePick.body.parse(body), undefined, now);
    await until(`a pick of ${person.name}'s`, () => place().catch(undefinedIfUnavailable), 300);
  }
  return chosen.length;
}

function undefinedIfUnavailable(error: Error & { code?: string }): undefined {
  if (error.code !== 'UNAVAILABLE') throw error;
}
