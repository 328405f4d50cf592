import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detailsOf } from '#core/events';
import type { PriceSheet } from '#core/prices';
import { theOddsApi } from '#core/sports-data';
import { DecideEvent } from '#schemas/admin';
import { LEAGUE_NAMES, type League, sportOf } from '#schemas/sports';
import { assertPlausible } from '../../core/results/decision-rules.ts';
import { isKeyOf, PROVIDER_LEAGUES } from '../../core/sports-data/the-odds-api/leagues.ts';
import type { ReplayGameView } from './controls.ts';
import { gameDay } from './game-day.ts';
import { FILES, nameOf, type RealGame } from './games.ts';
import { type ReplayServer, startReplayServer } from './server.ts';

const KEY = 'apiKey=replay';
let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer({ startsIn: 60, spacing: 10 });
});
afterAll(() => server.close());

const get = (path: string) => fetch(`${server.url}${path}`);
const json = async (path: string) =>
  (await get(`${path}${path.includes('?') ? '&' : '?'}${KEY}`)).json() as Promise<Record<string, never>[]>;
const control = (path: string, body: unknown = {}) =>
  fetch(`${server.url}/_replay/${path}`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
const provider = theOddsApi(async (path, query) => ({
  body: await json(`${path}?${new URLSearchParams(query)}`),
  quota: { remaining: null, used: null, last: null },
}));
const named = <T extends { home: string | null }>(items: readonly T[], home: string): T | undefined =>
  items.find((item) => item.home === home);
const scoreOf = async (home: string) => named((await provider.scores('nfl')).items, home);

describe('the replay server, in the provider’s protocol', () => {
  it('lists its sports without a charge, and refuses a request without a key', async () => {
    const sports = await json('/v4/sports');
    expect(sports.map(({ key, group, title }) => [key, group, title])).toEqual([
      ['americanfootball_nfl', 'American Football', 'NFL'],
      ['soccer_epl', 'Soccer', 'EPL'],
      ['basketball_nba', 'Basketball', 'NBA'],
      ['baseball_mlb', 'Baseball', 'MLB'],
      ['icehockey_nhl', 'Ice Hockey', 'NHL'],
      ['tennis_atp_wimbledon', 'Tennis', 'ATP Wimbledon'],
      ['mma_mixed_martial_arts', 'Mixed Martial Arts', 'MMA'],
      ['soccer_germany_bundesliga', 'Soccer', 'Bundesliga - Germany'],
      ['soccer_germany_dfb_pokal', 'Soccer', 'DFB-Pokal'],
      ['golf_masters_tournament_winner', 'Golf', 'Masters Tournament Winner'],
    ]);
    expect(sports.every(({ active, group, has_outrights }) => active && has_outrights === (String(group) === 'Golf'))).toBe(true);
    expect((await get('/v4/sports')).status).toBe(401);
    expect((await get(`/v4/sports/cricket/odds?regions=us&${KEY}`)).status).toBe(404);
  });
  it('packs its replies where a client takes gzip', async () => {
    const encodings = ['gzip', 'identity'].map(async (encoding) => {
      const reply = await fetch(`${server.url}/v4/sports?apiKey=replay`, { headers: { 'accept-encoding': encoding } });
      return [reply.headers.get('content-encoding'), Array.isArray(await reply.json())];
    });
    expect(await Promise.all(encodings)).toEqual([
      ['gzip', true],
      [null, true],
    ]);
  });
  it('counts the credits of each request', async () => {
    const path = `/v4/sports/americanfootball_nfl/odds?regions=us&markets=h2h,spreads,totals&${KEY}`;
    const [first, second] = [await get(path), await get(path)];
    expect(second.headers.get('x-requests-last')).toBe('3');
    expect(Number(first.headers.get('x-requests-remaining')) - Number(second.headers.get('x-requests-remaining'))).toBe(3);
  });
  it('is read by theOddsApi with no item set aside', async () => {
    const { items: competitions } = await provider.competitions();
    const counts = await Promise.all(
      competitions.map(async ({ league }) => {
        const odds = await provider.odds(
          league,
          competitions.filter((one) => one.league === league),
        );
        const covers = provider.covers(league);
        const asked = covers.further ? odds.items : [];
        const further = await Promise.all(asked.map(({ providerGameId }) => provider.further(league, providerGameId)));
        const scores = covers.scores ? await provider.scores(league) : null;
        expect([odds, ...(scores ? [scores] : []), ...further].flatMap(({ setAside }) => setAside)).toEqual([]);
        expect(further.every(({ items }) => (items[0]?.alternate.lines.length ?? 0) >= 20)).toBe(true);
        return [league, odds.items.length, scores?.items.length, Object.keys(odds.items[0]?.prices.books ?? {}).length];
      }),
    );
    expect(counts).toEqual([
      ['nfl', 16, 16, 3],
      ['epl', 10, 10, 3],
      ['nba', 14, 14, 3],
      ['mlb', 14, 14, 3],
      ['nhl', 10, 10, 3],
      ['atp', 17, undefined, 3],
      ['ufc', 13, undefined, 3],
      ['bundesliga', 9, 9, 3],
      ['dfb_pokal', 8, 8, 3],
      ['golf_majors', 1, undefined, 3],
    ]);
  });
  it.each(['tennis_atp_wimbledon', 'mma_mixed_martial_arts', 'golf_masters_tournament_winner'])(
    'has games and odds of %s, and no scores',
    async (sport) => {
      const list = (what: string) => json(`/v4/sports/${sport}/${what}`);
      const [games, odds, scores] = [
        await list('events'),
        await list('odds?regions=us&markets=h2h'),
        await list('scores?daysFrom=3'),
      ];
      expect([games.length > 0, odds.map(({ id }) => id), scores]).toEqual([true, games.map(({ id }) => id), []]);
    },
  );
  it('shows each market of one game that is asked for, and no book without one', async () => {
    const [shown] = await json('/v4/sports/mma_mixed_martial_arts/events');
    const { bookmakers } = (await json(
      `/v4/sports/mma_mixed_martial_arts/events/${shown?.id}/odds?regions=us&markets=h2h,totals`,
    )) as unknown as { bookmakers: { key: string; markets: { key: string; outcomes: { name: string }[] }[] }[] };
    expect(bookmakers.map(({ key, markets }) => [key, markets.map(({ key }) => key)])).toEqual([
      ['closing_line', ['h2h']],
      ['replay_north', ['h2h']],
      ['replay_south', ['h2h']],
    ]);
    expect(bookmakers[0]?.markets[0]?.outcomes.map(({ name }) => name)).toEqual([shown?.home_team, shown?.away_team]);
    const totals = await json(`/v4/sports/mma_mixed_martial_arts/events/${shown?.id}/odds?regions=us&markets=totals`);
    expect(totals).toMatchObject({ id: shown?.id, bookmakers: [] });
  });
  it('quotes the real prices at the first book', async () => {
    const { items } = await provider.odds('nfl');
    const rams = named(items, 'Los Angeles Rams')?.prices.lines.map(({ market, line, prices }) => [
      market,
      line,
      Object.values(prices).map((books) => books.closing_line),
    ]);
    expect(rams).toContainEqual(['spread', '+1', ['+101', '-112']]);
    expect(rams).toContainEqual(['moneyline', null, ['+106', '-117']]);
    expect(rams).toContainEqual(['total', '51.5', ['-111', '-101']]);
  });
  it('has quarter lines in soccer, and a further line that pushes: Chargers -5 in a 24-19', async () => {
    const lines = ({ lines }: PriceSheet) => lines.map(({ line }) => line ?? '');
    expect((await provider.odds('epl')).items.flatMap(({ prices }) => lines(prices)).some((line) => /\.[27]5$/.test(line))).toBe(
      true,
    );
    const chargers = named((await provider.odds('nfl')).items, 'Los Angeles Chargers');
    const { items } = await provider.further('nfl', chargers?.providerGameId ?? '');
    expect(items.flatMap(({ alternate }) => lines(alternate))).toContain('-5');
  });
  it('has markets on players for some games, at two books, also with a price of yes alone', async () => {
    const onPlayers = async (league: League, home: string) => {
      const game = named((await provider.odds(league)).items, home);
      const { items } = await provider.further(league, game?.providerGameId ?? '');
      return items[0]?.players.lines ?? [];
    };
    const rams = await onPlayers('nfl', 'Los Angeles Rams');
    expect(rams.find(({ subject, stat }) => subject === 'Cooper Kupp' && stat === 'receptions')).toEqual({
      market: 'player_total',
      subject: 'Cooper Kupp',
      stat: 'receptions',
      line: '7.5',
      prices: {
        over: { replay_north: '-120', replay_south: '-111' },
        under: { replay_north: '-110', replay_south: '-119' },
      },
    });
    const fulham = await onPlayers('epl', 'Fulham');
    expect(fulham.find(({ stat, subject }) => stat === 'goals' && subject === 'Mohamed Salah')?.prices).toEqual({
      yes: { replay_north: '-110', replay_south: '-107' },
    });
    expect(await onPlayers('nfl', 'Dallas Cowboys')).toEqual([]);
  });
  it('charges for the quoted markets of one game', async () => {
    const [bears, cowboys] = ['Chicago Bears', 'Dallas Cowboys'];
    const { items } = await provider.odds('nfl');
    const cost = async (home: string) => {
      const path = `/v4/sports/americanfootball_nfl/events/${named(items, home)?.providerGameId}/odds`;
      const reply = await get(`${path}?regions=us&markets=alternate_totals,player_rush_yds,player_pass_tds&${KEY}`);
      return reply.headers.get('x-requests-last');
    };
    expect([await cost(bears), await cost(cowboys)]).toEqual(['2', '1']);
  });
});

describe('the controls of the replay server', () => {
  const rams = 'games/Los%20Angeles%20Rams';

  it('start a game, finish it and correct its score', async () => {
    await control(`${rams}/start`);
    expect(await scoreOf('Los Angeles Rams')).toMatchObject({ completed: false, score: { home: 0, away: 0 } });
    await control(`${rams}/finish`);
    expect(await scoreOf('Los Angeles Rams')).toMatchObject({ completed: true, score: { home: 10, away: 31 } });
    expect(named((await provider.odds('nfl')).items, 'Los Angeles Rams')).toBeUndefined();
    await control(`${rams}/score`, { home: 13, away: 31 });
    expect((await scoreOf('Los Angeles Rams'))?.score).toEqual({ home: 13, away: 31 });
  });
  it('move a game, hide it, show it, and keep it without a score', async () => {
    const bears = 'games/Chicago%20Bears';
    const before = (await scoreOf('Chicago Bears'))?.startsAt ?? '';
    await control(`${bears}/move`, { minutes: -30 });
    expect(Date.parse((await scoreOf('Chicago Bears'))?.startsAt ?? '')).toBe(Date.parse(before) - 30 * 60_000);
    await control(`${bears}/hide`);
    expect(await scoreOf('Chicago Bears')).toBeUndefined();
    await control(`${bears}/show`);
    await control(`${bears}/move`, { startsAt: '2020-01-01T00:00:00Z' });
    await control(`${bears}/silence`);
    expect(await scoreOf('Chicago Bears')).toMatchObject({ startsAt: '2020-01-01T00:00:00.000Z', completed: false, score: null });
  });
  it('set the length of a game', async () => {
    await control('pace', { gameMinutes: 60 });
    await control('games/Detroit%20Lions/move', { startsAt: new Date(Date.now() - 30 * 60_000).toISOString() });
    expect((await scoreOf('Detroit Lions'))?.score).toEqual({ home: 17, away: 19 });
  });
  it('set failures for a number of requests', async () => {
    for (const kind of [503, 429, 'garbage', 'truncated'] as const) await control('trouble', { kind, times: 1, path: '/scores' });
    const path = `/v4/sports/soccer_epl/scores?${KEY}`;
    const replies = [await get(path), await get(path), await get(path), await get(path), await get(path)];
    expect(replies.map(({ status }) => status)).toEqual([503, 429, 200, 200, 200]);
    const bodies = await Promise.all(replies.slice(2).map((reply) => reply.text()));
    expect(bodies.map((body) => body.endsWith(']'))).toEqual([false, false, true]);
  });
  it('damage one item', async () => {
    await control('trouble', { kind: 'malformed', times: 1, path: '/odds' });
    expect((await provider.odds('epl')).setAside).toHaveLength(1);
  });
  it('let the server hang, and end that', async () => {
    await control('trouble', { kind: 'hang', path: '/odds' });
    await expect(fetch(`${server.url}/v4/sports/soccer_epl/odds?${KEY}`, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    await control('trouble', { times: 0 });
    expect((await provider.odds('epl')).items).toHaveLength(10);
  });
  it('turn a game round, and show other teams under its id', async () => {
    const texans = 'games/Houston%20Texans';
    const straight = named((await provider.odds('nfl')).items, 'Houston Texans');
    await control(`${texans}/turn`);
    const turned = named((await provider.odds('nfl')).items, 'Indianapolis Colts');
    expect(turned).toMatchObject({ providerGameId: straight?.providerGameId, away: 'Houston Texans' });
    const moneyline = ({ lines }: PriceSheet) => lines.find(({ market }) => market === 'moneyline')?.prices;
    expect(turned && moneyline(turned.prices)?.home).toEqual(straight && moneyline(straight.prices)?.away);
    await control(`${texans}/turn`);
    await control(`${texans}/rename`, { home: 'Somebody', away: 'Else' });
    const renamed = named((await provider.odds('nfl')).items, 'Somebody');
    expect(renamed).toEqual({ ...straight, home: 'Somebody', away: 'Else' });
    await control(`${texans}/rename`, { home: 'Houston Texans', away: 'Indianapolis Colts' });
  });
  it.each([
    ['numbers', 1, 0],
    ['half', 0, 1],
    ['stranger', 0, 1],
    ['none', 1, 0],
  ])('show scores as %s: %i read, %i set aside', async (as, read, setAside) => {
    await control('games/Houston%20Texans/finish');
    const { items: before } = await provider.scores('nfl');
    await control('games/Houston%20Texans/garble', { as });
    const after = await provider.scores('nfl');
    expect([after.items.length - before.length + 1, after.setAside.length]).toEqual([read, setAside]);
    expect(named(after.items, 'Houston Texans')?.score ?? null).toEqual(as === 'numbers' ? { home: 20, away: 20 } : null);
    await control('games/Houston%20Texans/garble');
  });
  it('give a game another id, and show one twice', async () => {
    const bears = async () => (await provider.odds('nfl')).items.filter(({ home }) => home === 'Chicago Bears');
    const [before] = await bears();
    await control('games/Chicago%20Bears/reissue', { minutes: 60 });
    const [after] = await bears();
    expect(after?.providerGameId).not.toBe(before?.providerGameId);
    expect(Date.parse(after?.startsAt ?? '') - Date.parse(before?.startsAt ?? '')).toBe(3_600_000);
    await control('games/Chicago%20Bears/copy', { minutes: 10 });
    expect(new Set((await bears()).map(({ providerGameId }) => providerGameId)).size).toBe(2);
  });
  it('show the games and the requests, without the key', async () => {
    const state = (await (await get('/_replay')).json()) as { games: object[]; requests: string[] };
    expect(state.games).toHaveLength(113);
    expect(state.requests.length).toBeGreaterThan(5);
    expect(JSON.stringify(state)).not.toContain(KEY);
  });
  it.each<[number, string, unknown]>([
    [404, 'nothing', {}],
    [404, 'constructor', {}],
    [404, 'games/Nobody/start', {}],
    [404, `${rams}/constructor`, {}],
    [400, `${rams}/move`, { minutes: 'soon' }],
    [400, `${rams}/move`, { startsAt: 'soon' }],
    [400, `${rams}/score`, { home: 1.5, away: 0 }],
    [400, `${rams}/score`, {}],
    [400, `${rams}/rename`, { home: 'Rams' }],
    [400, 'games/Masters%20Tournament/rename', { home: 'A', away: 'B' }],
    [400, 'games/Masters%20Tournament/score', { home: 1, away: 0 }],
    [400, 'games/Masters%20Tournament/finish', { home: 1, away: 0 }],
    [400, 'games/Masters%20Tournament/turn', {}],
    [400, `${rams}/garble`, { as: 'constructor' }],
    [400, `${rams}/reissue`, { minutes: 'soon' }],
    [400, 'trouble', { kind: 200 }],
    [400, 'pace', 'garbage'],
    [400, 'reset', { sports: ['curling'] }],
    [400, 'reset', { sports: 'soccer_epl' }],
  ])('reply %i to %s with %j', async (status, path, body) => expect((await control(path, body)).status).toBe(status));

  it('start one sport over, and leave the others as they are', async () => {
    const ids = async (league: League) => (await provider.odds(league)).items.map(({ providerGameId }) => providerGameId);
    const before = { nhl: await ids('nhl'), nba: await ids('nba') };
    await control('reset', { startsInMinutes: 30, sports: ['icehockey_nhl'] });
    const after = { nhl: await ids('nhl'), nba: await ids('nba') };
    expect([after.nhl.length, after.nhl.some((id) => before.nhl.includes(id))]).toEqual([10, false]);
    expect(after.nba).toEqual(before.nba);
  });
  it('start over with other games of other teams', async () => {
    const ids = async () => (await provider.scores('nfl')).items.map(({ providerGameId }) => providerGameId);
    const before = await ids();
    await control('reset', { startsInMinutes: 30, spacingMinutes: 1 });
    const after = await ids();
    expect(after).toHaveLength(16);
    expect(after.some((id) => before.includes(id))).toBe(false);
    expect((await provider.scores('nfl')).items.map(({ home }) => home)).toContain('Los Angeles Rams (week 3)');
  });
});

it('the controls of a tournament name it by its title, and give its leaderboard', async () => {
  const masters = 'games/Masters%20Tournament';
  const titles = async () => {
    const open = await json('/v4/sports/golf_masters_tournament_winner/events');
    return open.map(({ sport_title, home_team }) => [sport_title, home_team]);
  };
  await control('reset', { startsInMinutes: 60, sports: ['golf_masters_tournament_winner'] });
  const [[title]] = (await titles()) as unknown as [[string]];
  expect(title).toMatch(/^Masters Tournament \(week \d+\) Winner$/);
  await control(`${masters}/rename`, { title: 'US Open' });
  expect(await titles()).toEqual([['US Open Winner', null]]);
  const ended = (await (await control(`${masters}/finish`)).json()) as ReplayGameView;
  expect(ended).toMatchObject({ title: 'US Open', home: null, final: null, ended: true });
  expect(ended.unreported?.facts?.entries?.['Scottie Scheffler']).toMatchObject({ position: 1 });
  expect(await titles()).toEqual([]);
});

describe('the real games', () => {
  const games = FILES.flatMap((file) => file.games.map((game) => ({ ...game, file })));
  const leagueOf = (key: string) => LEAGUE_NAMES.find((league) => isKeyOf(league, key)) as League;

  it('have ids and home teams, or titles, of their own, and the words of their sport', () => {
    for (const nameIn of [nameOf, ({ id }: RealGame) => id]) expect(new Set(games.map(nameIn)).size).toBe(games.length);
    for (const { file, ...game } of games) expect([game.sport_key, game.sport_title]).toEqual([file.sport.key, file.sport.title]);
  });
  it('have a result that an admin can enter, which agrees with the score', () => {
    const stated = games.flatMap(({ file, result, ...game }) => (result ? [{ ...game, file, result }] : []));
    expect(new Set(stated.map(({ file }) => file.sport.key)).size).toBe(FILES.length - 2);
    for (const { result, ...game } of stated) {
      const { sport_key, home_team, away_team, scores } = game;
      const { state, score, reason, ...details } = DecideEvent.body.parse({ ...result, reason: 'Box score.' });
      const statement = { state, score: score ?? null, details: detailsOf(details), reason };
      const event = { sport: sportOf(leagueOf(sport_key)), startsAt: '2020-01-01T00:00:00.000Z' };
      expect(() => assertPlausible(event, statement, new Date()), nameOf(game)).not.toThrow();
      const points = (team: string | null) => Number(scores?.find(({ name }) => name === team)?.score);
      if (scores) expect(score).toEqual({ home: points(home_team), away: points(away_team) });
    }
  });
  it('of a tournament have a leaderboard by the names that are quoted, with ties, a cut and a player who did not start', () => {
    const masters = games.find(({ sport_key }) => sport_key === 'golf_masters_tournament_winner');
    const entries = masters?.result?.facts?.entries ?? {};
    const quoted = masters?.bookmakers.flatMap(({ markets }) =>
      markets.flatMap(({ outcomes }) => outcomes.map(({ name }) => name)),
    );
    expect(quoted?.filter((name) => !Object.hasOwn(entries, name))).toEqual([]);
    expect(quoted).toHaveLength(54);
    const all = Object.values(entries);
    const placed = all.filter(({ position }) => position !== undefined);
    expect([all.length, placed.length, all.filter(({ cut }) => cut === 'missed').length]).toEqual([85, 52, 31]);
    expect(all.filter(({ position }) => position === 3)).toHaveLength(2);
    expect(entries['Paul Casey']).toEqual({ started: false });
  });
  it('without scores of the provider have one each', () => {
    const unscored = games.filter(({ scores }) => !scores);
    expect(unscored.every(({ result }) => result)).toBe(true);
    expect([...new Set(unscored.map(({ sport_key }) => leagueOf(sport_key)))]).toEqual(['atp', 'ufc', 'golf_majors']);
    expect(games.every(({ sport_key, scores }) => PROVIDER_LEAGUES[leagueOf(sport_key)].scores === (scores !== undefined))).toBe(
      true,
    );
  });
  it('have what the rules of each sport turn on', () => {
    const results = (sport: string) => games.filter(({ sport_key }) => sport_key === sport).flatMap(({ result }) => result ?? []);
    const ended = (sport: string, period: string) =>
      results(sport).filter(({ periods }) => periods?.at(-1)?.period === period).length;
    expect([ended('basketball_nba', 'OT'), ended('baseball_mlb', 'OT')]).toEqual([1, 1]);
    expect([ended('icehockey_nhl', 'OT'), ended('icehockey_nhl', 'SO')]).toEqual([4, 2]);
    expect(results('baseball_mlb').filter(({ facts }) => facts?.innings === 5)).toHaveLength(1);
    expect(results('baseball_mlb').filter(({ facts }) => facts?.scheduledInnings === 7)).toHaveLength(1);
    expect([ended('soccer_germany_dfb_pokal', 'OT'), ended('soccer_germany_dfb_pokal', 'SO')]).toEqual([1, 1]);
    const tennis = results('tennis_atp_wimbledon').map(({ state }) => state);
    expect(['final', 'retired', 'walkover'].map((state) => tennis.filter((one) => one === state).length)).toEqual([15, 1, 1]);
    const fights = results('mma_mixed_martial_arts').map(({ facts }) => facts?.winner);
    expect(fights.filter((winner) => winner === 'no_contest')).toHaveLength(1);
    // Denver gave nine points and won by nine.
    const denver = games.find(({ home_team }) => home_team === 'Denver Nuggets');
    const line = denver?.bookmakers[0]?.markets.find(({ key }) => key === 'spreads')?.outcomes[0]?.point;
    expect([line, denver?.result?.score]).toEqual([-9, { home: 119, away: 110 }]);
  });
});

describe('gameDay', () => {
  it('is open before its first start and over after its last', async () => {
    const day = gameDay(new Date('2026-09-06T12:00:00Z'));
    const odds = await day.provider(day.open).odds('nfl');
    const scores = await day.provider(day.over).scores('nfl');
    expect(odds.items.every(({ startsAt }) => startsAt > day.open.toISOString())).toBe(true);
    expect(scores.items.map(({ completed }) => completed)).toEqual(Array(16).fill(true));
    expect(day.starts.get('Houston Texans')?.toISOString()).toBe(named(odds.items, 'Houston Texans')?.startsAt);
  });
  it('has tournaments where they are named, which last for days', async () => {
    const golf = 'golf_masters_tournament_winner';
    const start = new Date('2026-09-06T12:00:00Z');
    const day = gameDay(start, { sports: [golf] });
    expect([[...day.starts], [...day.unreported.keys()]]).toEqual([[['Masters Tournament', start]], ['Masters Tournament']]);
    expect(day.over.getTime() - start.getTime()).toBe((5_040 + 30) * 60_000);
    const { items } = await day.provider(day.open).games('golf_majors', [{ league: 'golf_majors', key: golf, title: 'M' }]);
    expect(items).toMatchObject([{ title: 'Masters Tournament', home: null, startsAt: start.toISOString() }]);
    expect(gameDay(start).starts.has('Masters Tournament')).toBe(false);
  });
  it('has a close for every game', () => {
    for (const spacing of [1, 5, 20, 60]) {
      const { closes, starts } = gameDay(new Date('2026-09-06T12:00:00Z'), { spacing });
      const isClose = (start: Date) => closes.some((at) => at < start && start.getTime() - at.getTime() < 15 * 60_000);
      expect([...starts.values()].every(isClose)).toBe(true);
      expect(closes.length).toBeLessThanOrEqual(Math.ceil((starts.size * spacing) / 10) + 1);
    }
  });
  it('has the same games for the same day, and others for another', async () => {
    const ids = async (at: string) => {
      const day = gameDay(new Date(at));
      return (await day.provider(day.open).odds('epl')).items.map(({ providerGameId }) => providerGameId);
    };
    const sunday = await ids('2026-09-06T12:00:00Z');
    expect(await ids('2026-09-06T12:00:00Z')).toEqual(sunday);
    expect((await ids('2026-09-13T12:00:00Z')).some((id) => sunday.includes(id))).toBe(false);
  });
});
