import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { system, type User } from '#actor';
import { setRole } from '#core/identity';
import { picksByIds, type StoredPick } from '#core/picks';
import { GradingMessage, settle } from '#core/settlement';
import { ingestEvents, ingestScores, theOddsApi } from '#core/sports-data';
import { mapConcurrently } from '#platform/map-concurrently';
import { DecideEvent } from '#schemas/admin';
import type { EventId, PickId } from '#schemas/common';
import { OFFERED_MARKETS, offerOf } from '#schemas/markets';
import { PlacePick } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { GetUserStats } from '#schemas/stats';
import { findProviderRefs } from '../../core/events/provider-ref.store.ts';
import { PROVIDER_LEAGUES } from '../../core/sports-data/the-odds-api/leagues.ts';
import { handler as admin } from '../../lambdas/http/admin.ts';
import { handler as picks } from '../../lambdas/http/picks.ts';
import { handler as stats } from '../../lambdas/http/stats.ts';
import { handler as betting } from '../../lambdas/streams/project-betting.ts';
import { LEADERBOARD } from '../reference/golf-bets.ts';
import { sixPlaces, text } from '../reference/ratio.ts';
import { recordOf } from '../reference/record.ts';
import type { JudgedTicket } from '../reference/tickets.ts';
import type { JudgedLeg } from '../reference/told.ts';
import { OPEN, type Verdict } from '../reference/verdict.ts';
import { ask } from '../support/http-event.ts';
import { scoresOf } from '../support/make/provider-replies.ts';
import { bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { isOf, StreamTail } from '../support/stream-tail.ts';
import {
  byScoreAlone,
  isContradiction,
  oneOfEachKind,
  TOLD_LEAGUES,
  type ToldGame,
  teamGame,
  toldGames,
} from '../support/told-games.ts';
import { equalSingles, type PlannedTicket, Planner } from '../support/told-tickets.ts';
import { differencesIn } from '../support/upkeep.ts';

/**
 * Every game of the facts files of test/reference through the product: found by a poll of the provider, picked through POST /picks, ended by
 * a poll or by an admin, settled by the stream's reader and the grading queue. Outcomes and records are those of the reference.
 */

const HOUR = 3_600_000;
/** A Saturday to come, like the reference's: a week of American football ends on Wednesday. */
const START = Math.ceil((Date.now() + 72 * HOUR) / (168 * HOUR)) * 168 * HOUR + 65 * HOUR;
/** Turns the clock, so many hours from the start of all games on. */
function turnTo(hours: number): Date {
  vi.setSystemTime(START + hours * HOUR);
  return new Date();
}

/** Hours from the start of all games to the picks on them. */
const PICKED = -24;
const told = toldGames(START, START + PICKED * HOUR);
/** Each game with all that its source has. */
const whole = told.filter(({ isWhole }) => isWhole);
const games = [...whole, ...oneOfEachKind(told.filter((game) => !game.isWhole && !isContradiction(game)))];
/** Team games whose score the provider shows before an admin tells the rest. */
const shown = whole.filter((game, i) => teamGame(game) !== undefined && i % 2 === 0);

const numberOf = new Map(games.map((game, i) => [game, i]));
const gameIdOf = (game: ToldGame) => `told-${numberOf.get(game)}`;
const gameOf = new Map(games.flatMap((game) => game.legs.map(({ leg }) => [leg.event, game])));
const gameOfLeg = ({ event }: JudgedLeg['leg']) => gameOf.get(event) as ToldGame;
const eventIds = new Map<ToldGame, EventId>();

const TOURNAMENTS: Readonly<Partial<Record<League, string>>> = { atp: 'wimbledon', golf_majors: 'masters_tournament_winner' };
const keyOf = (league: League) => `${PROVIDER_LEAGUES[league].key}${TOURNAMENTS[league] ?? ''}`;
/** The names of a tournament of golf, each with a price: all of its file, and those of whom the reference tells beside it. */
const FIELD_BOOK = {
  key: 'book',
  title: 'Book',
  markets: [
    {
      key: 'outrights',
      outcomes: [...LEADERBOARD.map(({ player }) => player), 'Paul Casey', 'Rickie Fowler'].map((name) => ({
        name,
        price: 4_000,
      })),
    },
  ],
};
const isField = ({ league }: ToldGame) => league === 'golf_majors';
/** The provider: `moved` once it shows new starts, `ended` with the games whose final score it shows. */
function provider({ moved, ended = [] }: { readonly moved: boolean; readonly ended?: readonly ToldGame[] }) {
  const items = games.map((game, i) => ({
    game,
    item: {
      id: gameIdOf(game),
      sport_key: keyOf(game.league),
      commence_time: new Date(START + (moved ? game.movedBy : 0) * HOUR).toISOString(),
      ...(isField(game)
        ? { sport_title: `Tournament ${i} Winner`, home_team: null, away_team: null }
        : { sport_title: game.league, home_team: `Hosts ${i}`, away_team: `Guests ${i}` }),
    },
  }));
  const bodyOf = (path: string) => {
    if (path === '/v4/sports')
      return TOLD_LEAGUES.map((league) => ({
        ...{ key: keyOf(league), title: league, active: true },
        has_outrights: league === 'golf_majors',
      }));
    const asked = items.filter(({ item }) => path.includes(`/${item.sport_key}/`));
    if (!path.endsWith('/scores'))
      return asked.map(({ game, item }) => ({ ...item, bookmakers: isField(game) ? [FIELD_BOOK] : [] }));
    return asked.map(({ game, item: { home_team, away_team, ...item } }) => {
      const [home, away] = [home_team ?? '', away_team ?? ''];
      const score = ended.includes(game) ? game.statement?.score : undefined;
      const scores = score ? scoresOf({ [home]: score.home, [away]: score.away }) : null;
      return { ...item, home_team: home, away_team: away, completed: score !== undefined, scores };
    });
  };
  return theOddsApi(async (path) => ({ body: bodyOf(path), quota: { remaining: null, used: null, last: null } }));
}
const poll = { force: true };
const ingest = system('ingest');

const grading: object[] = [];
const tail = new StreamTail();
/** Does the work of the stream's reader and of the grading queue until nothing is left. */
async function follow(): Promise<void> {
  for (;;) {
    const records = (await tail.next()).filter((record) => isOf(record, ['event', 'pick', 'outcome']));
    for (let from = 0; from < records.length; from += 100) {
      const Records = records.slice(from, from + 100);
      expect(await betting({ Records }, {} as never)).toEqual({ batchItemFailures: [] });
    }
    const messages = grading.splice(0);
    if (records.length + messages.length === 0) return;
    await mapConcurrently(messages, 10, (message) => settle(GradingMessage.parse(message), new Date()));
  }
}

const planner = new Planner();
const equal = equalSingles(
  whole.flatMap(({ legs }) => legs).filter(({ verdict }) => verdict.parts !== null && verdict.result !== 'loss'),
  10,
);
const golf = games.filter(isField).flatMap(({ legs }) => legs);
const plans = [
  ...games.flatMap((game) => [...planner.onGame(game)]),
  ...planner.acrossGames(whole, 30),
  ...planner.onEachClass(golf, 8),
  ...equal.flat(),
];
/** A pick of each plan: its id, and the number of its bettor. Each bettor places ten, the limit of an hour. */
let placed: readonly (PlannedTicket & { readonly id: PickId; readonly by: number })[] = [];
let bettors: readonly User[];
let adele: User;

interface TicketLine {
  readonly id: number;
  readonly stake: string;
  readonly legs: readonly JudgedLeg['leg'][];
  readonly teaserPrices?: object;
}
/** The body of POST /picks for a ticket of the reference, which is a line of the grade command. */
function bodyOf({ line }: JudgedTicket) {
  const { id: _, stake, legs, teaserPrices, ...terms } = line as unknown as TicketLine;
  const legBody = ({ sport: _sport, event, startAtAccept: _start, acceptedAt: _at, ...leg }: JudgedLeg['leg']) => ({
    ...leg,
    eventId: eventIds.get(gameOf.get(event) as ToldGame),
  });
  const prices = Object.entries(teaserPrices ?? {}).filter(([left]) => Number(left) <= legs.length);
  return {
    ...terms,
    ...(teaserPrices && { teaserPrices: Object.fromEntries(prices) }),
    legs: legs.map(legBody),
    stakeUnits: stake,
    shareToFeed: false,
  };
}
const place = (plan: PlannedTicket, by: number) =>
  ask(picks, PlacePick, { as: bettors[by] as User, body: bodyOf(plan.judge(plan.legs)) });
const decide = (game: ToldGame, { statement }: ToldGame, reason: string) =>
  ask(admin, DecideEvent, { as: adele, params: { eventId: eventIds.get(game) as EventId }, body: { ...statement, reason } });
async function decideAll(those: readonly ToldGame[]): Promise<void> {
  const answers = await mapConcurrently(those, 8, (game) => decide(game, game, 'Box score.'));
  const refused = answers.flatMap(({ status, error }, i) => (status === 200 ? [] : [[those[i], error]]));
  expect(refused).toEqual([]);
}

type VerdictOf = (judged: JudgedLeg) => Verdict;
/** A ticket as far as the two are compared: the result, the exact return, the profit, and of each leg its parts and the reason that is named. */
function wanted({ judge, legs }: PlannedTicket, verdictOf: VerdictOf): string {
  const judged = legs.map((leg) => ({ ...leg, verdict: verdictOf(leg) }));
  const { result, R, profit } = judge(judged);
  const parts = judged.map(({ verdict }) => [verdict.result, ...(verdict.parts ?? []).map(text), verdict.reason].join(' '));
  return [result, R ? text(R) : '-', profit ? sixPlaces(profit) : '0.000000', ...parts].join('; ');
}
function stored({ outcome }: StoredPick, { legs }: PlannedTicket, verdictOf: VerdictOf): string {
  const parts = legs.map((leg, i) => {
    const { result = 'open', won, returned, lost, reason } = outcome?.legs[i] ?? {};
    const isNamed = verdictOf(leg).reason !== undefined;
    return [result, ...[won, returned, lost].filter((part) => part !== undefined), isNamed ? reason : undefined].join(' ');
  });
  const { result = 'open', R = '-', profit = 0 } = outcome ?? {};
  return [result, R, sixPlaces({ over: BigInt(profit), under: 1_000_000n }), ...parts].join('; ');
}
/** The picks whose outcome is another than the reference's by these verdicts: both, and the ticket. */
async function differencesBy(verdictOf: VerdictOf): Promise<string[]> {
  const found = await picksByIds(placed.map(({ id }) => id));
  expect(found).toHaveLength(plans.length);
  return placed.flatMap((ticket, i) => {
    const [want, have] = [wanted(ticket, verdictOf), stored(found[i] as StoredPick, ticket, verdictOf)];
    return want === have ? [] : [`${want} | ${have} | ${JSON.stringify(ticket.judge(ticket.legs).line)}`];
  });
}

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  for (const name of ['GRADING', 'REVIEWS', 'STARTS', 'STANDARD', 'LOW', 'FEED_FANOUT']) process.env[`${name}_QUEUE_URL`] = name;
  takeMessages((url, messages) => {
    if (url === 'GRADING') grading.push(...messages);
  });
  process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 1e6, freePerMinute: 1e6, premiumPerMinute: 1e6 });
  await tail.open();
  const now = turnTo(-48);
  adele = { ...(await bettor('adele', now)), role: 'admin' };
  await setRole(system('set-role'), { handle: 'adele', role: 'admin', reason: 'Tests.' }, now);
  await ingestEvents(ingest, poll, now, provider({ moved: false }));
  const found = await findProviderRefs('the-odds-api', games.map(gameIdOf));
  for (const game of games) eventIds.set(game, found.get(gameIdOf(game)) as EventId);
  const names = Array.from({ length: Math.ceil(plans.length / 10) }, (_, i) => `told_${i}`);
  bettors = await mapConcurrently(names, 10, (name) => bettor(name, now));
});
afterAll(() => {
  tail.close();
  vi.useRealTimers();
});

/**
 * Offers that the files tell nothing of: players, whom books quote; cards; corners of the cup; parts of the NFL's games; who was first,
 * outside the cup.
 */
const isUntold = (league: League, market: string, period: string): boolean =>
  /^(player|cards)_/.test(market) ||
  (league === 'dfb_pokal' && market.startsWith('corners_')) ||
  (league === 'nfl' && period !== 'game') ||
  (['first_to', 'race_to'].includes(market) && league !== 'dfb_pokal');

describe('picks on all games of the facts files', () => {
  it('are on every market and period that the product takes and a file tells of', () => {
    const tried = new Set(
      plans.flatMap(({ legs }) => legs.map(({ leg }) => [gameOfLeg(leg).league, leg.market, leg.period ?? 'game'].join(' '))),
    );
    const missing = TOLD_LEAGUES.flatMap((league) =>
      OFFERED_MARKETS.flatMap((market) =>
        (offerOf(league, market)?.periods ?? [])
          .filter((period) => !isUntold(league, market, period) && !tried.has([league, market, period].join(' ')))
          .map((period) => [league, market, period]),
      ),
    );
    expect(missing).toEqual([]);
    expect(plans.length).toBeGreaterThan(500);
    expect(plans.flatMap(({ legs }) => legs).length).toBeGreaterThan(3_000);
    const onGolf = plans.flatMap(({ legs }) => legs).filter((judged) => isField(gameOfLeg(judged.leg)));
    const results = new Set(onGolf.map(({ leg, verdict }) => `${leg.market} ${verdict.result}`));
    expect([...results]).toEqual(
      expect.arrayContaining(['top_n dead_heat', 'group dead_heat', 'head_to_head push', 'outright void', 'make_cut loss']),
    );
  });
  it('are taken before the start, and not at it', async () => {
    turnTo(PICKED);
    const answers = await mapConcurrently(plans, 10, (plan) => place(plan, plans.indexOf(plan) % bettors.length));
    expect(answers.filter(({ status }) => status !== 201).map(({ error }) => error)).toEqual([]);
    placed = plans.map((plan, i) => ({ ...plan, id: answers[i]?.data.id as PickId, by: i % bettors.length }));
    await follow();
    await ingestEvents(ingest, poll, turnTo(-20), provider({ moved: true }));
    turnTo(0);
    const onWhole = plans.find(({ legs }) => legs.every(({ leg }) => gameOfLeg(leg).isWhole)) as PlannedTicket;
    expect(await place(onWhole, 0)).toMatchObject({ status: 409, error: { code: 'PICK_LOCKED' } });
  });
  it('are graded from the bare scores of the provider as far as these tell', async () => {
    // A cup tie with extra time ends later than the league's other matches can.
    const inTime = shown.filter((game) => teamGame(game)?.overtime === null);
    await ingestScores(ingest, poll, turnTo(2), provider({ moved: true, ended: inTime }));
    await ingestScores(ingest, poll, turnTo(2.6), provider({ moved: true, ended: shown }));
    await follow();
    const differences = await differencesBy((judged) => {
      const game = gameOfLeg(judged.leg);
      const played = shown.includes(game) ? teamGame(game) : undefined;
      if (played) return byScoreAlone(played, judged);
      // A start that moved too far voids at once.
      return judged.verdict.reason === 'POSTPONED' ? judged.verdict : OPEN;
    });
    expect([differences.length, ...differences.slice(0, 5)]).toEqual([0]);
  });
  it('are graded as the reference grades them once an admin has told all, and no contradiction is taken', async () => {
    turnTo(4);
    for (const wrong of oneOfEachKind(told.filter(isContradiction))) {
      const game = whole.find(({ id }) => id === wrong.id) as ToldGame;
      const refused = { status: 400, error: { code: 'INVALID_INPUT', details: { field: 'periods' } } };
      expect(await decide(game, wrong, 'A slip of the pen.'), wrong.id).toMatchObject(refused);
    }
    const stated = games.filter(({ statement }) => statement !== null);
    const isLate = ({ movedBy, statement }: ToldGame) => movedBy !== 0 || statement?.resumedAt !== undefined;
    await decideAll(stated.filter((game) => !isLate(game)));
    await follow();
    turnTo(310);
    await decideAll(stated.filter(isLate));
    await follow();
    const differences = await differencesBy(({ verdict }) => verdict);
    expect([differences.length, ...differences.slice(0, 5)]).toEqual([0]);
  });
  it('are void where play began before them or with them, and stand where it began after', async () => {
    const began = placed.filter(({ legs: [leg] }) => gameOfLeg((leg as JudgedLeg).leg).statement?.actualStart !== undefined);
    const late = began.filter(({ legs }) => legs.every(({ verdict }) => verdict.reason === 'LATE'));
    const found = await picksByIds(late.map(({ id }) => id));
    expect(found.map(({ outcome }) => outcome?.legs.map(({ rule }) => rule))).toEqual(
      late.map(({ legs }) => legs.map(() => 'lock.late')),
    );
    const sports = new Set(late.map(({ legs: [leg] }) => leg?.leg.sport));
    // Two kinds of late picks and one of picks in time, of each sport.
    expect([sports.size, late.length, began.length]).toEqual([5, 10, 15]);
  });
  it('make the records of the reference, and the audit finds nothing', async () => {
    const ticketsOf = (by: number) => placed.filter((one) => one.by === by);
    for (const [by, { userId }] of bettors.entries()) {
      const own = ticketsOf(by).map(({ judge, legs }) => judge(legs));
      const { data } = await ask(stats, GetUserStats, { params: { user: userId }, query: {} });
      expect(data).toMatchObject({ ...recordOf(own), placed: own.length });
    }
    const some = ticketsOf(0);
    const event = [...new Set(some.flatMap(({ legs }) => legs.map(({ leg }) => eventIds.get(gameOfLeg(leg)) as EventId)))];
    const subjects = { user: [(bettors[0] as User).userId], pick: some.map(({ id }) => id), event };
    expect(await differencesIn(subjects, new Date())).toEqual([]);
  });
  it('are worth the same at one price, in whatever form it was written', async () => {
    const ids = new Map(placed.map(({ legs, id }) => [legs, id]));
    for (const same of equal) {
      const found = await picksByIds(same.map(({ legs }) => ids.get(legs) as PickId));
      const outcomes = found.map(({ outcome }) => [outcome?.result, outcome?.R, outcome?.profit]);
      expect(new Set(outcomes.map((outcome) => outcome.join(' ')))).toEqual(new Set([outcomes[0]?.join(' ')]));
      expect(new Set(found.map(({ legs: [leg] }) => leg?.odds?.format)).size).toBe(3);
    }
  });
});
