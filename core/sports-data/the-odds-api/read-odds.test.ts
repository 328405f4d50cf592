import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalPrice } from '#schemas/odds';
import type { League } from '#schemas/sports';
import { readFurther, readOdds } from './read-odds.ts';

const quota = { remaining: 1, used: 1, last: 1 };
const read = (league: League, ...body: unknown[]) => readOdds(league, { body, quota });
const readOne = (league: League, body: unknown) => readFurther(league, { body, quota });

const market = (key: string, ...outcomes: [string, number, number?][]) => ({
  key,
  last_update: '2026-06-10T10:46:09Z',
  outcomes: outcomes.map(([name, price, point]) => ({ name, price, ...(point !== undefined && { point }) })),
});
const book = (...markets: unknown[]) => ({ key: 'fanduel', title: 'FanDuel', last_update: '2026-06-10T10:46:09Z', markets });

/** The example in the provider's documentation. */
const game = (...bookmakers: unknown[]) => ({
  id: 'bda33adca828c09dc3cac3a856aef176',
  sport_key: 'americanfootball_nfl',
  sport_title: 'NFL',
  commence_time: '2026-09-10T00:20:00Z',
  home_team: 'Tampa Bay Buccaneers',
  away_team: 'Dallas Cowboys',
  bookmakers,
});
const match = (...bookmakers: unknown[]) => ({
  ...game(...bookmakers),
  sport_key: 'soccer_epl',
  home_team: 'Fulham',
  away_team: 'Liverpool',
});
const h2h = market('h2h', ['Dallas Cowboys', 240], ['Tampa Bay Buccaneers', -303]);
const spreads = market('spreads', ['Dallas Cowboys', -109, 6.5], ['Tampa Bay Buccaneers', -111, -6.5]);
const totals = market('totals', ['Over', -110, 50.5], ['Under', -110, 50.5]);

describe('odds of The Odds API', () => {
  it('become a game and a sheet with spreads from the home side', () => {
    expect(read('nfl', game(book(h2h, spreads, totals)))).toEqual({
      setAside: [],
      quota,
      items: [
        {
          providerGameId: 'bda33adca828c09dc3cac3a856aef176',
          home: 'Tampa Bay Buccaneers',
          away: 'Dallas Cowboys',
          title: null,
          startsAt: '2026-09-10T00:20:00.000Z',
          prices: {
            format: 'american',
            books: { fanduel: 'FanDuel' },
            lines: [
              { market: 'moneyline', line: null, prices: { home: { fanduel: '-303' }, away: { fanduel: '+240' } } },
              { market: 'spread', line: '-6.5', prices: { home: { fanduel: '-111' }, away: { fanduel: '-109' } } },
              { market: 'total', line: '50.5', prices: { over: { fanduel: '-110' }, under: { fanduel: '-110' } } },
            ],
          },
        },
      ],
    });
  });
  it('with a Draw in h2h become three_way in decimals', () => {
    const { items } = read('epl', match(book(market('h2h', ['Fulham', 11], ['Liverpool', 1.25], ['Draw', 6.05]))));
    expect(items[0]?.prices).toMatchObject({
      format: 'decimal',
      lines: [{ market: 'three_way', prices: { home: { fanduel: '11' }, draw: { fanduel: '6.05' }, away: { fanduel: '1.25' } } }],
    });
  });
  it('beyond the main lines are one line each, also with one selection', () => {
    const lines = market('alternate_spreads', ['Fulham', 1.5, 2.25], ['Liverpool', 2.5, -2.25], ['Fulham', 1.3, 2.5]);
    const { items, setAside } = readOne('epl', match(book(lines)));
    expect(setAside).toEqual([]);
    expect(items[0]?.alternate.lines.map(({ line, prices }) => [line, Object.keys(prices)])).toEqual([
      ['+2.25', ['home', 'away']],
      ['+2.5', ['home']],
    ]);
  });
  it('may be empty for a game', () => expect(read('nfl', game()).items[0]?.prices.lines).toEqual([]));
  it('may have unknown fields and markets', () => {
    const odd = {
      ...game({ ...book(h2h, market('h2h_lay', ['Dallas Cowboys', 250]), market('player_xyz', ['X', 1])), sid: 1 }),
      link: 'x',
    };
    expect(read('nfl', odd)).toMatchObject({ setAside: [], items: [{ prices: { lines: [{ market: 'moneyline' }] } }] });
  });
  it('may have links, source ids, limits and multipliers, and null where there is none', () => {
    const bare = { link: null, sid: null, bet_limit: null, multiplier: null, point: null, description: null };
    const outcomes = h2h.outcomes.map((outcome) => ({ ...outcome, ...bare }));
    const linked = { ...spreads, link: 'https://sportsbook.example/1', sid: '33617147' };
    const limited = { ...totals, outcomes: totals.outcomes.map((one) => ({ ...one, bet_limit: 500, multiplier: 1.5 })) };
    const body = game({ ...book({ ...h2h, outcomes, link: null, sid: null }, linked, limited), link: null, sid: null });
    expect(read('nfl', body)).toEqual(read('nfl', game(book(h2h, spreads, totals))));
  });
  it('keep decimal prices as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_001, max: 99_999_999 }), (tenThousandths) => {
        const text = `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`.replace(
          /\.?0+$/,
          '',
        );
        expect(DecimalPrice.parse(String(JSON.parse(text)))).toBe(text);
      }),
    );
  });
});

/** A market on players: name, player, price, point. */
const onPlayers = (key: string, ...outcomes: [string, unknown, unknown, unknown?][]) => ({
  key,
  last_update: '2026-06-10T10:46:09Z',
  outcomes: outcomes.map(([name, description, price, point]) => ({
    name,
    description,
    price,
    ...(point !== undefined && { point }),
  })),
});
const receptions = onPlayers(
  'player_receptions',
  ['Over', 'Cooper Kupp', -120, 7.5],
  ['Under', 'Cooper Kupp', -110, 7.5],
  ['Over', "Ja'Marr Chase", 105, 6.5],
);

describe('markets on players', () => {
  it('are grouped by player and statistic in a sheet of their own, also with one selection', () => {
    const touchdowns = onPlayers('player_anytime_td', ['Yes', 'Cooper Kupp', -130], ['Yes', 'Allen Robinson II', 175]);
    const alternates = market('alternate_totals', ['Over', 150, 60.5]);
    const { items, setAside } = readOne('nfl', game(book(receptions, touchdowns, alternates)));
    expect(setAside).toEqual([]);
    expect(items[0]?.alternate.lines.map(({ market, line }) => [market, line])).toEqual([['total', '60.5']]);
    const kupp = { subject: 'Cooper Kupp' };
    expect(items[0]?.players).toEqual({
      format: 'american',
      books: { fanduel: 'FanDuel' },
      lines: [
        {
          ...{ market: 'player_total', ...kupp, stat: 'receptions', line: '7.5' },
          prices: { over: { fanduel: '-120' }, under: { fanduel: '-110' } },
        },
        {
          ...{ market: 'player_total', subject: "Ja'Marr Chase", stat: 'receptions', line: '6.5' },
          prices: { over: { fanduel: '+105' } },
        },
        {
          ...{ market: 'player_yes_no', subject: 'Allen Robinson II', stat: 'touchdowns', line: null },
          prices: { yes: { fanduel: '+175' } },
        },
        { ...{ market: 'player_yes_no', ...kupp, stat: 'touchdowns', line: null }, prices: { yes: { fanduel: '-130' } } },
      ],
    });
  });
  it('of soccer are quoted in American odds beside decimal ones', () => {
    const salah = onPlayers('player_goal_scorer_anytime', ['Yes', 'Mohamed Salah', -110], ['No', 'Mohamed Salah', -120]);
    const lines = market('alternate_totals', ['Over', 2.5, 3.25]);
    const { items, setAside } = readOne('epl', match(book(salah, lines)));
    expect(setAside).toEqual([]);
    expect([items[0]?.alternate.format, items[0]?.players.format]).toEqual(['decimal', 'american']);
    expect(items[0]?.players.lines[0]).toMatchObject({
      stat: 'goals',
      prices: { yes: { fanduel: '-110' }, no: { fanduel: '-120' } },
    });
  });
  it('join two spellings of one name', () => {
    const odegaard = 'Martin \u00d8degaard';
    const { items } = readOne(
      'epl',
      match(
        book(
          onPlayers(
            'player_assists',
            ['Over', ` Aleksandar Mitrovic\u0301`, 200, 0.5],
            ['Under', 'Aleksandar Mitrovi\u0107', -300, 0.5],
            ['Over', odegaard, 250, 0.5],
          ),
        ),
      ),
    );
    expect(items[0]?.players.lines.map(({ subject }) => subject)).toEqual(['Aleksandar Mitrovi\u0107', odegaard]);
  });
  it('of another sport or an unknown kind are ignored', () => {
    const assists = onPlayers('player_assists', ['Over', 'Aaron Donald', -120, 2.5]);
    const first = onPlayers('player_1st_td', ['Yes', 'Cooper Kupp', 700]);
    expect(readOne('nfl', game(book(assists, first)))).toMatchObject({ setAside: [], items: [{ players: { lines: [] } }] });
  });
  it('are not in the main sheet', () => expect(read('nfl', game(book(h2h, receptions))).items[0]?.prices.lines).toHaveLength(1));

  it.each<[string, [string, unknown, unknown, unknown?]]>([
    ['a price that is no whole number', ['Under', 'Cooper Kupp', -110.5, 7.5]],
    ['no line', ['Over', 'Cooper Kupp', -110]],
    ['a quarter line', ['Over', 'Cooper Kupp', -110, 7.25]],
    ['less than nothing', ['Over', 'Cooper Kupp', -110, -0.5]],
    ['an answer to another question', ['Yes', 'Cooper Kupp', -110, 7.5]],
    ['the name of a team', ['Dallas Cowboys', 'Cooper Kupp', -110, 7.5]],
    ['a name out of the prototype', ['constructor', 'Cooper Kupp', -110, 7.5]],
    ['the same twice', ['Over', 'Cooper Kupp', -115, 7.5]],
  ])('set a player with %s aside, and keep the others', (_, bad) => {
    const { outcomes } = receptions;
    const { items, setAside } = readOne(
      'nfl',
      game(book({ ...receptions, outcomes: [...outcomes, ...onPlayers('', bad).outcomes] })),
    );
    expect(items[0]?.players.lines.map(({ subject }) => subject)).toEqual(["Ja'Marr Chase"]);
    expect(setAside).toEqual([
      { providerGameId: expect.any(String), problem: expect.stringContaining('fanduel player_receptions: ') },
    ]);
  });
  it.each<[string, unknown]>([
    ['of nobody', ['Over', undefined, -110, 7.5]],
    ['of an empty name', ['Over', '  ', -110, 7.5]],
    ['with a price as text', ['Over', 'Cooper Kupp', '-110', 7.5]],
  ])('set an outcome %s aside by itself', (_, bad) => {
    const more = onPlayers('', bad as [string, unknown, unknown]).outcomes;
    const { items, setAside } = readOne('nfl', game(book({ ...receptions, outcomes: [...more, 7, ...receptions.outcomes] })));
    expect([items[0]?.players.lines.length, setAside.length]).toEqual([2, 2]);
  });
  it.each([undefined, 'none', []])('set a market with the outcomes %j aside', (outcomes) => {
    const { items, setAside } = readOne(
      'nfl',
      game(book({ ...receptions, outcomes }, market('alternate_totals', ['Over', 150, 60.5]))),
    );
    expect([items[0]?.players.lines, items[0]?.alternate.lines.length, setAside.length]).toEqual([[], 1, 1]);
  });
});

describe('setting aside', () => {
  const id = 'bda33adca828c09dc3cac3a856aef176';
  const ok = { ...game(), id: 'another' };

  it.each<[string, unknown, string | null]>([
    ['no object', null, null],
    ['a text', 'game', null],
    ['without an id', { ...game(), id: undefined }, null],
    ['with an id of another kind', { ...game(), id: 7 }, null],
    ['with an id that could be anything', { ...game(), id: 'a/b?c' }, null],
    ['without a start', { ...game(), commence_time: undefined }, id],
    ['with a start that is none', { ...game(), commence_time: '2026-02-30T00:00:00Z' }, id],
    ['with a start in epoch seconds', { ...game(), commence_time: 1789000000 }, id],
    ['without a team', { ...game(), home_team: null }, id],
    ['a team against itself', { ...game(), home_team: 'Dallas Cowboys' }, id],
    ['of another sport', { ...game(), sport_key: 'basketball_nba' }, id],
    ['without bookmakers', { ...game(), bookmakers: undefined }, id],
  ])('a game %s keeps the next game', (_, raw, providerGameId) => {
    const { items, setAside } = read('nfl', raw, ok);
    expect(items.map((item) => item.providerGameId)).toEqual(['another']);
    expect(setAside).toEqual([{ providerGameId, problem: expect.stringContaining('[0] ') }]);
  });
  it('a second item of a game keeps the first', () => {
    const { items, setAside } = read('nfl', game(book(h2h)), game());
    expect([items.length, items[0]?.prices.lines.length, setAside.length]).toEqual([1, 1, 1]);
  });

  it.each<[string, unknown]>([
    ['a price under 100', market('h2h', ['Dallas Cowboys', 99], ['Tampa Bay Buccaneers', -303])],
    ['a price that is no whole number', market('h2h', ['Dallas Cowboys', 240.5], ['Tampa Bay Buccaneers', -303])],
    ['a price as text', { key: 'h2h', outcomes: [{ name: 'Dallas Cowboys', price: '240' }] }],
    ['one side only', market('h2h', ['Dallas Cowboys', 240])],
    ['the same side twice', market('h2h', ['Dallas Cowboys', 240], ['Dallas Cowboys', 250])],
    ['a name that plays elsewhere', market('h2h', ['Dallas Cowboys', 240], ['Draw', 900], ['Tampa Bay Buccaneers', -303])],
    ['a name out of the prototype', market('h2h', ['constructor', 240], ['Tampa Bay Buccaneers', -303])],
    ['a line where there is none', market('h2h', ['Dallas Cowboys', 240, 1], ['Tampa Bay Buccaneers', -303, 1])],
    ['no line', market('spreads', ['Dallas Cowboys', -110], ['Tampa Bay Buccaneers', -110])],
    ['a quarter line in football', market('spreads', ['Dallas Cowboys', -110, 6.25], ['Tampa Bay Buccaneers', -110, -6.25])],
    ['a line off every grid', market('totals', ['Over', -110, 50.3], ['Under', -110, 50.3])],
    ['a total of nothing', market('totals', ['Over', -110, 0], ['Under', -110, 0])],
    ['two lines in one', market('spreads', ['Dallas Cowboys', -110, 6.5], ['Tampa Bay Buccaneers', -110, -7])],
    ['no outcomes', market('h2h')],
    ['no market', 7],
  ])('a market with %s keeps the other markets of its book', (_, bad) => {
    const { items, setAside } = read('nfl', game(book(bad, totals)));
    expect(items[0]?.prices.lines.map((line) => line.market)).toEqual(['total']);
    expect(setAside).toEqual([{ providerGameId: id, problem: expect.stringContaining('fanduel') }]);
  });
  it('a book without a name keeps the other books', () => {
    const { items, setAside } = read(
      'nfl',
      game({ ...book(h2h), key: '__proto__' }, { ...book(h2h), key: 'draftkings', title: 'DraftKings' }),
    );
    expect(items[0]?.prices.books).toEqual({ draftkings: 'DraftKings' });
    expect(setAside).toHaveLength(1);
  });
  it('never reports the value', () => {
    const { setAside } = read('nfl', { ...game({ key: 'SECRET' }), home_team: { SECRET: 1 } }, game({ key: 'SECRET' }));
    expect(JSON.stringify(setAside)).not.toContain('SECRET');
  });
  it.each([{}, null, 'text', 7])('fails for a reply that is no list: %j', (body) => {
    expect(() => readOdds('nfl', { body, quota })).toThrow('not a list');
  });
});

describe('outrights of The Odds API', () => {
  const tournament = (...bookmakers: unknown[]) => ({
    ...game(...bookmakers),
    ...{
      sport_key: 'golf_masters_tournament_winner',
      sport_title: 'Masters Tournament Winner',
      home_team: null,
      away_team: null,
    },
  });
  const winner = (...outcomes: [string, number, number?][]) => market('outrights', ...outcomes);
  const other = (...markets: unknown[]) => ({ ...book(...markets), key: 'bovada', title: 'Bovada' });
  const linesOf = (...bookmakers: unknown[]) => {
    const { items, setAside } = read('golf_majors', tournament(...bookmakers));
    return { lines: items[0]?.prices.lines, problems: setAside.map(({ problem }) => problem) };
  };
  it('become one market of all competitors, under their names', () => {
    expect(
      linesOf(book(winner(['Scottie Scheffler', 400], ['A\u030aberg', 1_200])), other(winner(['Scottie Scheffler', -105]))),
    ).toEqual({
      problems: [],
      lines: [
        {
          market: 'outright',
          line: null,
          prices: { 'Scottie Scheffler': { bovada: '-105', fanduel: '+400' }, '\u00c5berg': { fanduel: '+1200' } },
        },
      ],
    });
  });
  it.each<[string, [string, number, number?] | object, string]>([
    ['a name that shows nothing', [' ', 400], 'outrights: name: custom'],
    ['a name of 61 characters', ['a'.repeat(61), 400], 'outrights: name: custom'],
    ['the name constructor', ['constructor', 400], 'outrights: name: custom'],
    ['the name __proto__', ['__proto__', 400], 'outrights: name: custom'],
    ['a price that cannot be', ['Rory McIlroy', 50], 'outrights: a price that cannot be'],
    ['a price over the highest', ['Rory McIlroy', 1_000_000], 'outrights: a price that cannot be'],
    ['a line', ['Rory McIlroy', 400, 1.5], 'outrights: a line that this sport cannot have'],
    ['one name with two prices', ['Scottie Scheffler', 500], 'outrights: the same outcome twice'],
    ['no outcome at all', { name: 'Rory McIlroy' }, 'outrights: price: invalid_type'],
  ])('set %s aside alone', (_, outcome, problem) => {
    const { outcomes } = winner(['Scottie Scheffler', 400], ['Shane Lowry', 3_500]);
    const [bad] = Array.isArray(outcome) ? winner(outcome as [string, number]).outcomes : [outcome];
    const { lines, problems } = linesOf(book({ key: 'outrights', outcomes: [...outcomes, bad] }));
    expect(problems).toEqual([expect.stringMatching(new RegExp(`fanduel ${problem}$`))]);
    const kept = problem.endsWith('twice') ? ['Shane Lowry'] : ['Scottie Scheffler', 'Shane Lowry'];
    expect(Object.keys(lines?.[0]?.prices ?? {})).toEqual(kept);
  });
  it('of a league of games are no prices of it', () => {
    expect(read('nfl', game(book(winner(['Dallas Cowboys', 900]), h2h)))).toMatchObject({
      setAside: [],
      items: [{ prices: { lines: [{ market: 'moneyline' }] } }],
    });
  });
});
