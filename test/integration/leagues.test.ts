import { beforeAll, expect, it, vi } from 'vitest';
import { system } from '#actor';
import { findEvent, leagueEvents, listEvents, listSports } from '#core/events';
import { getPick, markPickedEvents, pickById, placePick } from '#core/picks';
import { ingestEvents, ingestScores, theOddsApi } from '#core/sports-data';
import type { EventId, PickId } from '#schemas/common';
import { ListEvents, ListSports } from '#schemas/events';
import { PlacePick } from '#schemas/picks';
import type { League } from '#schemas/sports';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { findCredits } from '../../core/sports-data/credit.store.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';

/** A league is a row of our table and one of the provider's. These two are all that this test adds. */
vi.mock('#schemas/leagues', async (original) => {
  const tables = await original<typeof import('#schemas/leagues')>();
  const euroleague = {
    sport: 'basketball',
    title: 'EuroLeague',
    zone: 'Europe/Madrid',
    endsLevel: false,
    lasts: 125,
    overdue: 3,
  };
  return { ...tables, LEAGUES: { ...tables.LEAGUES, euroleague } };
});
vi.mock('../../core/sports-data/the-odds-api/leagues.ts', async (original) => {
  const tables = await original<typeof import('../../core/sports-data/the-odds-api/leagues.ts')>();
  const { nba } = tables.PROVIDER_LEAGUES;
  Object.assign(tables.PROVIDER_LEAGUES, { euroleague: { ...nba, key: 'basketball_euroleague', further: null } });
  return tables;
});

const noon = new Date('2030-03-01T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const job = system('test');
const game = {
  id: 'madrid',
  sport_key: 'basketball_euroleague',
  commence_time: at(600).toISOString(),
  home_team: 'Real Madrid',
  away_team: 'Panathinaikos',
};
const bookmakers = [
  {
    key: 'book',
    title: 'Book',
    markets: [
      {
        key: 'h2h',
        outcomes: [
          { name: 'Real Madrid', price: -150 },
          { name: 'Panathinaikos', price: 130 },
        ],
      },
      {
        key: 'spreads',
        outcomes: [
          { name: 'Real Madrid', price: -110, point: -3.5 },
          { name: 'Panathinaikos', price: -110, point: 3.5 },
        ],
      },
    ],
  },
];
const scores = [
  { name: 'Real Madrid', score: '84' },
  { name: 'Panathinaikos', score: '80' },
];
const asked: string[] = [];
const provider = (completed: boolean) =>
  theOddsApi(async (path) => {
    asked.push(path);
    const quota = { remaining: null, used: null, last: null };
    if (path === '/v4/sports') return { body: [{ key: game.sport_key, title: 'Euroleague', active: true }], quota };
    if (path.endsWith('/scores')) return { body: [{ ...game, completed, scores: completed ? scores : null }], quota };
    if (path.endsWith('/events')) return { body: [game], quota };
    return { body: [{ ...game, bookmakers }], quota };
  });

/** The plan of credits asks at once for a close that somebody picked, and counts what the polls of this league cost. */
async function followPlan(pickId: PickId) {
  const spent = () => findCredits('2030-03');
  expect(await spent()).toEqual({ planned: 3, closing: 0 });
  const after = await pickById(pickId);
  const legs = after && markPickedEvents.when({ before: null, after });
  if (legs) await markPickedEvents.run(legs, at(2));
  const before = asked.length;
  await ingestEvents(job, { force: false }, at(595), provider(false));
  expect(asked.slice(before)).toContain('/v4/sports/basketball_euroleague/odds');
  expect(await spent()).toEqual({ planned: 3, closing: 3 });
}

const LEAGUE = 'euroleague' as League;
let id: EventId;
beforeAll(async () => {
  await ingestEvents(job, { force: true }, noon, provider(false));
  id = (await leagueEvents(LEAGUE, { from: noon.toISOString() }))[0]?.eventId as EventId;
});

it('is polled by its key alone, since no other league is in season', () =>
  expect(asked).toEqual(['/v4/sports', '/v4/sports/basketball_euroleague/odds']));

it('is listed by its own name, its sport and its own day', async () => {
  const homes = async (query: object) =>
    (await listEvents(anyone, ListEvents.query.parse(query), noon)).items.map(({ home, league }) => `${league} ${home}`);
  // It starts at 22:00 UTC, which is 23:00 in Madrid.
  for (const query of [{ sport: 'euroleague' }, { sport: 'basketball' }, { league: 'euroleague', date: '2030-03-01' }])
    expect(await homes(query)).toEqual(['euroleague Real Madrid']);
  expect(await homes({ sport: 'euroleague', date: '2030-03-02' })).toEqual([]);
});

it('stands in the list of leagues, in season, with the markets of its sport', async () => {
  const sports = ListSports.replies[200].parse(await listSports(anyone));
  const basketball = sports.find(({ sport }) => sport === 'basketball');
  expect(basketball?.leagues.filter(({ inSeason }) => inSeason)).toEqual([
    expect.objectContaining({ league: 'euroleague', competitions: ['Euroleague'], endsLevel: false, exceptions: [] }),
  ]);
  expect(basketball?.leagues.find(({ league }) => league === 'ncaab')?.exceptions).toContainEqual({
    market: 'total',
    periods: ['game', 'H1', 'H2'],
  });
  expect(sports.flatMap(({ leagues }) => leagues).filter(({ inSeason }) => inSeason)).toHaveLength(1);
});

it('takes a pick, compares its price, and settles it from the provider’s score', async () => {
  const ann = await bettor('ann', noon);
  const body = PlacePick.body.parse(singleBody(id, { line: '-3.5' }));
  const pick = await placePick(ann, body, undefined, at(1));
  expect(pick).toMatchObject({ priceCheck: 'quoted', legs: [{ event: { league: 'euroleague', sport: 'basketball' } }] });
  await followPlan(pick.id);
  await ingestScores(job, { force: true }, at(730), provider(true));
  expect(await findEvent(id)).toMatchObject({ state: 'final', result: { home: 84, away: 80 } });
  expect(await findCredits('2030-03')).toEqual({ planned: 5, closing: 3 });
  const stored = await pickById(pick.id);
  if (stored) await settlePick(stored, new Map(), at(731));
  expect((await getPick(anyone, pick.id, at(731))).outcome).toMatchObject({ result: 'win', profitUnits: '1.818182' });
});
