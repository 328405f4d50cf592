import { beforeAll, describe, expect, it } from 'vitest';
import { nameOf } from '../../local/provider/controls-client.ts';
import { DecideEvent, ListReviews } from '../../schemas/admin.ts';
import { GetEvent } from '../../schemas/events.ts';
import type { Odds } from '../../schemas/odds.ts';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { GetUserStats } from '../../schemas/stats.ts';
import { differences } from '../support/audit.ts';
import { call, job, type Person, pages, signUp, signUpAdmin } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { american, decimal, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { begin, gamesOf, type Match, onlooker, replay } from '../support/matches.ts';

/** A real game of each sport by its own rule: three bettors, of whom one wins, one loses, and one gets the stake back. */

const none = { line: undefined };
const moneyline = (selection: string, odds: Odds = american('-110')): SingleTerms => ({
  market: 'moneyline',
  selection,
  odds,
  ...none,
});
const over = (line: string, odds: Odds = decimal('1.95')): SingleTerms => ({ market: 'total', selection: 'over', line, odds });
const threeWay = (selection: string, price = '3.4'): SingleTerms => ({
  market: 'three_way',
  selection,
  odds: decimal(price),
  ...none,
});

type Terms = readonly [SingleTerms, profit: string];
/** Picks of 2 units on a game: the winner's with its profit, the loser's, and the one that is worth its stake with its result. */
interface Story {
  readonly sport: string;
  readonly home: string;
  readonly won?: Terms;
  readonly lost?: SingleTerms;
  readonly even?: readonly [SingleTerms, result: 'push' | 'void'];
}
const STORIES = [
  // 24-19.
  {
    sport: 'americanfootball_nfl',
    home: 'Los Angeles Chargers',
    won: [moneyline('home'), '1.818182'],
    lost: over('43.5'),
    even: [{ line: '-5' }, 'push'],
  },
  // 117-116 after overtime, 108-108 before it: it counts in the game, and not in the last quarter, which had 52 points.
  {
    sport: 'basketball_nba',
    home: 'Miami Heat',
    won: [over('216.5'), '1.900000'],
    lost: { ...over('52.5'), period: 'Q4' },
    even: [{ line: '-1' }, 'push'],
  },
  // 4-3 after a shoot-out, which is one goal; regulation time was level.
  {
    sport: 'icehockey_nhl',
    home: 'Florida Panthers',
    won: [over('6.5', decimal('2.05')), '2.100000'],
    lost: threeWay('home', '2.2'),
    even: [{ market: 'draw_no_bet', selection: 'home', ...none }, 'push'],
  },
  // Called after five innings at 5-7: it has a winner, and no total, although twelve runs had passed the line.
  {
    sport: 'baseball_mlb',
    home: 'Cincinnati Reds',
    won: [moneyline('away', american('+150')), '3.000000'],
    lost: moneyline('home'),
    even: [over('8.5'), 'void'],
  },
  // 7-9 after extra innings, 6-6 before them.
  {
    sport: 'baseball_mlb',
    home: 'Toronto Blue Jays',
    won: [over('12.5', american('+105')), '2.100000'],
    lost: { line: '+1.5' },
  },
  // 1-6, 2-6, 4-6: 25 games in three sets.
  {
    sport: 'tennis_atp_wimbledon',
    home: 'Baez S.',
    won: [{ selection: 'away', line: '-2.5', lineUnit: 'sets', odds: decimal('2.1') }, '2.200000'],
    lost: over('25.5'),
  },
  // Retired in the first set.
  { sport: 'tennis_atp_wimbledon', home: 'Harrison C.', even: [moneyline('away'), 'void'] },
  // Won by decision on the day.
  {
    sport: 'mma_mixed_martial_arts',
    home: 'Mansur Abdul-Malik',
    won: [moneyline('home', american('-950')), '0.210526'],
    lost: threeWay('draw', '51'),
  },
  { sport: 'mma_mixed_martial_arts', home: 'Paul Craig', even: [moneyline('home'), 'void'] },
  // 2-2.
  {
    sport: 'soccer_germany_bundesliga',
    home: 'Holstein Kiel',
    won: [threeWay('draw', '3.75'), '5.500000'],
    lost: threeWay('home', '2.4'),
    even: [{ line: '0' }, 'push'],
  },
  // 2-2 after ninety minutes, 3-3 after extra time, and the home side went through on penalties.
  {
    sport: 'soccer_germany_dfb_pokal',
    home: 'Hertha BSC',
    won: [threeWay('draw'), '4.800000'],
    lost: { market: 'to_advance', selection: 'away', ...none },
    even: [{ market: 'draw_no_bet', selection: 'home', ...none }, 'push'],
  },
] as const satisfies readonly Story[];

let [wim, lou, eve] = [] as unknown as [Person, Person, Person];
let adele: Person;
let matches: readonly Match[];
/** A pick with the result and the profit that it has in the end of the day. */
interface Placed {
  readonly match: Match;
  readonly terms: SingleTerms;
  readonly id: string;
  readonly result: string;
  readonly profitUnits: string;
}
let placed: readonly Placed[];

const statsOf = (who: Person) => call(GetUserStats, { as: who, params: { user: who.handle }, query: {} });
const outcomeOf = async (id: string) => (await call(GetPick, { params: { pickId: id as never } })).outcome;
const matchOf = (home: string) => matches.find(({ game }) => nameOf(game).startsWith(home)) as Match;
const decide = (match: Match, statement: object, reason: string) =>
  call(DecideEvent, { as: adele, params: { eventId: match.event.id }, body: { ...statement, reason } as never });

beforeAll(async () => {
  [wim, lou, eve] = [await signUp('Wim'), await signUp('Lou'), await signUp('Eve')];
  adele = await signUpAdmin('Adele');
  matches = await gamesOf(STORIES);
  const placing = async (as: Person, picks: readonly Omit<Placed, 'id'>[]): Promise<Placed[]> => {
    const made: Placed[] = [];
    for (const pick of picks) {
      const { id } = await call(PlacePick, { as, body: singleBody(pick.match.event.id, pick.terms) });
      made.push({ ...pick, id });
    }
    return made;
  };
  const of = (pickOf: (story: Story) => Omit<Placed, 'id' | 'match'> | undefined) =>
    STORIES.flatMap((story: Story, i) => {
      const pick = pickOf(story);
      return pick ? [{ ...pick, match: matches[i] as Match }] : [];
    });
  const made = await Promise.all([
    placing(
      wim,
      of(({ won }) => won && { terms: won[0], result: 'win', profitUnits: won[1] }),
    ),
    placing(
      lou,
      of(({ lost }) => lost && { terms: lost, result: 'loss', profitUnits: '-2.000000' }),
    ),
    placing(
      eve,
      of(({ even }) => even && { terms: even[0], result: even[1], profitUnits: '0.000000' }),
    ),
  ]);
  placed = made.flat();
  await begin(matches);
});

describe('a day of all sports', () => {
  it('is settled by the scores of the provider, and a cup tie that may have had extra time waits for an admin', async () => {
    await replay().finish(matches.map(({ game }) => game));
    await job('ingest-scores', { force: true });
    await drain();
    for (const { match, id, result, profitUnits } of placed.filter(({ match }) =>
      ['nfl', 'bundesliga'].includes(match.event.league),
    ))
      expect(await outcomeOf(id), nameOf(match.game)).toMatchObject({ result, profitUnits });
    const { event } = matchOf('Hertha BSC');
    const tie = await call(GetEvent, { as: await onlooker(), params: { eventId: event.id } });
    expect(tie).toMatchObject({ status: 'needs_review', result: null });
    const waiting = await pages(ListReviews, { as: adele, query: { limit: 100 } });
    expect(waiting).toContainEqual(expect.objectContaining({ eventId: event.id, reason: 'needs_review' }));
    for (const { id } of placed.filter(({ match }) => match.event.id === event.id)) expect(await outcomeOf(id)).toBeNull();
  });

  it('wins, loses and pushes by the rules of each sport once an admin has told what the provider cannot', async () => {
    for (const match of matches.filter(({ game }) => game.result !== null))
      await decide(match, match.game.result as object, 'The official result.');
    await drain();
    for (const { match, id, result, profitUnits } of placed)
      expect(await outcomeOf(id), nameOf(match.game)).toMatchObject({ result, profitUnits });
    await expect(statsOf(wim)).resolves.toMatchObject({
      wins: 9,
      losses: 0,
      decided: 9,
      turnoverUnits: '18.000000',
      profitUnits: '23.628708',
      streak: 9,
    });
    await expect(statsOf(lou)).resolves.toMatchObject({ wins: 0, losses: 9, profitUnits: '-18.000000', streak: -9 });
    await expect(statsOf(eve)).resolves.toMatchObject({
      pushes: 5,
      voids: 3,
      decided: 0,
      turnoverUnits: '0.000000',
      profitUnits: '0.000000',
    });
    expect(await differences()).toEqual([]);
  });

  it('is graded again when a fight is overturned to a draw, and the records follow by the difference', async () => {
    const fight = matchOf('Mansur Abdul-Malik');
    const facts = { winner: 'draw', endRound: 3, endTime: '0:36', scheduledRounds: 3 };
    await decide(fight, { state: 'final', score: { home: 0, away: 0 }, facts }, 'Overturned in July.');
    await drain();
    const [won, lost] = placed.filter(({ match }) => match === fight).map(({ id }) => id) as [string, string];
    expect(await outcomeOf(won)).toMatchObject({ version: 2, result: 'push', profitUnits: '0.000000' });
    expect(await outcomeOf(lost)).toMatchObject({ version: 2, result: 'win', profitUnits: '100.000000' });
    await expect(statsOf(wim)).resolves.toMatchObject({
      wins: 8,
      pushes: 1,
      turnoverUnits: '16.000000',
      profitUnits: '23.418182',
    });
    await expect(statsOf(lou)).resolves.toMatchObject({ wins: 1, losses: 8, profitUnits: '84.000000' });
    await job('start-upkeep', { scope: 'recent', secondLookAfter: 0 });
    await drain();
    expect(await differences()).toEqual([]);
  });
});
