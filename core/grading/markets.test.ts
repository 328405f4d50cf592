import { describe, expect, it } from 'vitest';
import { type EventInput, final, known, type LegInput, odds, single } from './testdata/tickets.ts';

/** `sport market selection [line]` on an event: what it comes to. */
type Row = readonly [leg: string, event: EventInput, result: string, more?: Partial<LegInput>];
const run = ([leg, event, , more]: Row) => {
  const [sport, market, selection, line] = leg.split(' ') as [LegInput['sport'], string, string, string?];
  return single('1', { sport, market, selection, line, odds: odds('2.0'), event, ...more });
};
const table = (title: string, rows: readonly Row[]) =>
  describe(title, () => {
    it.each(rows.map((row) => [row[0], JSON.stringify({ ...row[1], ...row[3] }), row[2], row] as const))(
      '%s on %s: %s',
      (_leg, _event, result, row) => {
        const reply = run(row);
        // `void DNP` and `ungradeable NO_SCORE` also say why.
        expect([reply.result, reply.reason].filter(Boolean).join(' ')).toBe(result);
      },
    );
  });

table('who won', [
  ['american_football moneyline home', final(3, 0), 'win'],
  ['american_football moneyline away', final(3, 0), 'loss'],
  ['american_football moneyline home', final(3, 3), 'push'],
  ['american_football moneyline home', final(3, 3), 'loss', { drawPrice: true }],
  ['american_football moneyline draw', final(3, 3), 'ungradeable UNKNOWN_SELECTION'],
  ['american_football moneyline home -3', final(3, 3), 'ungradeable LINE_NOT_TAKEN'],
  ['soccer moneyline away', final(0, 1), 'win'],
  ['soccer three_way home', final(1, 0), 'win'],
  ['soccer three_way away', final(1, 0), 'loss'],
  ['soccer three_way draw', final(1, 1), 'win'],
  ['soccer three_way draw', final(1, 0), 'loss'],
  ['soccer draw_no_bet home', final(1, 0), 'win'],
  ['soccer draw_no_bet home', final(0, 1), 'loss'],
  ['soccer draw_no_bet away', final(1, 1), 'push'],
  ['soccer double_chance home_draw', final(1, 1), 'win'],
  ['soccer double_chance home_draw', final(1, 0), 'win'],
  ['soccer double_chance home_draw', final(0, 1), 'loss'],
  ['soccer double_chance home_away', final(0, 1), 'win'],
  ['soccer double_chance home_away', final(1, 1), 'loss'],
  ['soccer double_chance draw_away', final(0, 1), 'win'],
  ['soccer double_chance draw_away', final(1, 0), 'loss'],
  ['mma moneyline home', known({ winner: 'home' }), 'win'],
  ['mma moneyline away', known({ winner: 'home' }), 'loss'],
  ['mma moneyline home', known({ winner: 'draw' }), 'push'],
  ['mma moneyline home', known({ winner: 'draw' }), 'loss', { drawPrice: true }],
  ['boxing three_way draw', known({ winner: 'draw' }), 'win'],
  ['boxing moneyline home', known({ winner: 'no_contest' }), 'void NO_CONTEST'],
  ['boxing moneyline home', known({}), 'ungradeable NO_WINNER'],
]);

table('handicaps', [
  ['basketball spread home -5.5', final(106, 100), 'win'],
  ['basketball spread home -6', final(106, 100), 'push'],
  ['basketball spread away +5.5', final(106, 100), 'loss'],
  ['basketball spread away +6.5', final(106, 100), 'win'],
  ['basketball spread home', final(106, 100), 'ungradeable LINE_MISSING'],
  ['basketball spread home abc', final(106, 100), 'ungradeable LINE_UNREADABLE'],
  ['soccer three_way_handicap home -1', final(2, 0), 'win'],
  ['soccer three_way_handicap home -1', final(1, 0), 'loss'],
  ['soccer three_way_handicap draw -1', final(1, 0), 'win'],
  ['soccer three_way_handicap away -1', final(0, 0), 'win'],
  ['soccer three_way_handicap away -1', final(1, 0), 'loss'],
  ['soccer three_way_handicap home +1', final(0, 0), 'win'],
  ['soccer three_way_handicap home -0.5', final(0, 0), 'ungradeable LINE_NOT_ON_GRID'],
]);

table('goals', [
  ['soccer total over 2.5', final(2, 1), 'win'],
  ['soccer total under 2.5', final(2, 1), 'loss'],
  ['soccer team_total home_over 1.5', final(2, 1), 'win'],
  ['soccer team_total home_under 2', final(2, 1), 'push'],
  ['soccer team_total away_over 1.5', final(2, 1), 'loss'],
  ['soccer team_total away_under 1.25', final(2, 1), 'half_win'],
  ['soccer team_total over 1.5', final(2, 1), 'ungradeable UNKNOWN_SELECTION'],
  ['soccer both_teams_to_score yes', final(1, 1), 'win'],
  ['soccer both_teams_to_score yes', final(1, 0), 'loss'],
  ['soccer both_teams_to_score yes', final(0, 1), 'loss'],
  ['soccer both_teams_to_score no', final(0, 0), 'win'],
  ['soccer odd_even even', final(0, 0), 'win'],
  ['soccer odd_even odd', final(0, 0), 'loss'],
  ['soccer odd_even odd', final(2, 1), 'win'],
  ['soccer odd_even even', final(2, 1), 'loss'],
  ['soccer correct_score 2-1', final(2, 1), 'win'],
  ['soccer correct_score 2-1', final(1, 2), 'loss'],
  ['soccer correct_score 2:1', final(2, 1), 'ungradeable UNKNOWN_SELECTION'],
  ['soccer correct_score x2-1', final(2, 1), 'ungradeable UNKNOWN_SELECTION'],
  ['soccer correct_score 2-1x', final(2, 1), 'ungradeable UNKNOWN_SELECTION'],
  ['soccer correct_score 102-100', final(102, 100), 'win'],
  ['soccer exact_outcome Ann', known({ outcome: 'Ann' }), 'win'],
  ['soccer exact_outcome Ann', known({ outcome: 'Bob' }), 'loss'],
  ['soccer exact_outcome Ann', known({}), 'ungradeable NO_FACTS'],
]);

table('rounds of a fight', [
  ['mma total over 2.5', known({ endRound: 3, endTime: '2:31', winner: 'home' }), 'win'],
  ['mma total over 2.5', known({ endRound: 3, endTime: '2:30', winner: 'home' }), 'push'],
  ['mma total over 2.5', known({ endRound: 3, endTime: '2:29', winner: 'home' }), 'loss'],
  ['mma total under 2.5', known({ endRound: 3, endTime: '2:29', winner: 'home' }), 'win'],
  ['boxing total over 2.5', known({ endRound: 3, endTime: '1:31', winner: 'home' }), 'win'],
  ['boxing total over 2.5', known({ endRound: 3, endTime: '1:29', winner: 'home' }), 'loss'],
  ['mma total over 2.5', known({ scheduledRounds: 3, winner: 'home' }), 'win'],
  ['mma total under 2.5', known({ scheduledRounds: 3, winner: 'home' }), 'loss'],
  ['mma total over 2.25', known({ endRound: 3, endTime: '2:31', winner: 'home' }), 'ungradeable LINE_NOT_ON_GRID'],
  ['mma total over 2.5', known({ winner: 'home' }), 'ungradeable NO_ROUNDS'],
  ['mma total over 2.5', known({ endTime: '2:31', winner: 'home' }), 'ungradeable NO_ROUNDS'],
  ['mma total over 2.5', known({ endRound: 3, endTime: '2:31', winner: 'no_contest' }), 'void NO_CONTEST'],
]);

const lebron = { subject: 'LeBron' };
table('players', [
  ['basketball player_total over 25.5', known({ value: 27 }), 'win', lebron],
  ['basketball player_total under 25.5', known({ value: 27 }), 'loss', lebron],
  ['basketball player_total over 27', known({ value: '27.0' }), 'push', lebron],
  ['basketball player_total over 6.5', known({ value: '6.6' }), 'win', lebron],
  ['basketball player_total over 6.5', known({ value: '6.5' }), 'push', lebron],
  ['basketball player_total under 6.5', known({ value: '6.4' }), 'win', lebron],
  ['basketball player_total over 25.5', known({ started: false }), 'void DNP', lebron],
  ['basketball player_total over 25.5', known({ started: true }), 'ungradeable NO_FACTS', lebron],
  ['basketball player_total over 25.5', known({}), 'ungradeable NO_FACTS', lebron],
  ['basketball player_total over 25.5', known({ entries: { LeBron: { value: 30 } } }), 'win', lebron],
  ['basketball player_total over 25.5', known({ entries: { Luka: { value: 30 } } }), 'ungradeable NO_FACTS', lebron],
  ['basketball player_total over 9.5', known({ stats: { rebounds: 10, points: 2 } }), 'win', { ...lebron, stat: 'rebounds' }],
  ['basketball player_total over 9.5', known({ value: 2 }), 'loss', { ...lebron, stat: 'rebounds' }],
  ['basketball player_total over 25.5', known({ value: 27, stats: { rebounds: 3 } }), 'win', lebron],
  [
    'basketball player_total over 9.5',
    known({ value: 20, stats: { points: 20 } }),
    'ungradeable NO_FACTS',
    { ...lebron, stat: 'rebounds' },
  ],
  ['basketball player_total over 9.5', known({ stats: { points: 20 } }), 'ungradeable NO_FACTS', { ...lebron, stat: 'toString' }],
  ['soccer player_yes_no yes', known({ happened: true }), 'win'],
  ['soccer player_yes_no no', known({ happened: true }), 'loss'],
  ['soccer player_yes_no no', known({ happened: false }), 'win'],
  ['soccer player_yes_no yes', known({ value: 0 }), 'loss'],
  ['soccer player_yes_no yes', known({ value: 2 }), 'win'],
  ['soccer player_yes_no yes', known({ started: false, happened: false }), 'void DNP'],
  ['soccer player_yes_no yes', known({}), 'ungradeable NO_FACTS'],
  ['soccer player_yes_no yes', known({ entries: { Ann: {} } }), 'ungradeable NO_FACTS', { subject: 'Bob' }],
  ['basketball season_total over 50.5', known({ value: 51, scheduleComplete: true }), 'win', { subject: 'Bulls' }],
  [
    'basketball season_total over 50.5',
    known({ value: 51, scheduleComplete: false }),
    'void SCHEDULE_INCOMPLETE',
    { subject: 'Bulls' },
  ],
  ['basketball season_total over 50.5', known({ value: 51 }), 'ungradeable NO_FACTS', { subject: 'Bulls' }],
  ['basketball season_total over 50.5', { state: 'abandoned', facts: { value: 51 } }, 'void ABANDONED', { subject: 'Bulls' }],
  ['basketball special yes', known({ happened: true, scheduleComplete: true }), 'win'],
  ['basketball special no', known({ happened: true, scheduleComplete: true }), 'loss'],
]);

table('races to a mark', [
  ['basketball race_to home 20', known({ first: 'home' }), 'win'],
  ['basketball race_to away', known({ first: 'home' }), 'loss'],
  ['basketball first_to home', known({ first: 'none' }), 'void NOBODY'],
  ['basketball first_to home', known({}), 'ungradeable NO_FACTS'],
  ['basketball race_to home', known({ races: { 20: 'home' } }), 'ungradeable NO_FACTS'],
]);

const duel = (ann: object, bob: object): EventInput => known({ entries: { Ann: ann, Bob: bob } });
const versus = { opponents: ['Bob'] };
table('head to head', [
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 9 }), 'win', versus],
  ['golf head_to_head Ann', duel({ position: 9 }, { position: 3 }), 'loss', versus],
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 3 }), 'push', versus],
  ['golf head_to_head Ann', duel({ score: 270 }, { score: 271 }), 'win', versus],
  ['golf head_to_head Ann', duel({ position: 3 }, { started: false }), 'void DNP', versus],
  ['golf head_to_head Ann', duel({ started: false }, { position: 3 }), 'void DNP', versus],
  ['golf head_to_head Ann', duel({ cut: 'missed' }, { cut: 'made' }), 'loss', versus],
  ['golf head_to_head Ann', duel({ cut: 'made' }, { cut: 'missed' }), 'win', versus],
  [
    'golf head_to_head Ann',
    duel({ cut: 'missed', score: 145, position: 90 }, { cut: 'missed', score: 146, position: 80 }),
    'win',
    versus,
  ],
  [
    'golf head_to_head Ann',
    duel({ cut: 'missed', position: 90 }, { cut: 'missed', position: 80 }),
    'ungradeable NO_FACTS',
    versus,
  ],
  ['golf head_to_head Ann', duel({ position: 3 }, {}), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({}, { position: 3 }), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({}, { score: 3 }), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({ score: 3 }, {}), 'ungradeable NO_FACTS', versus],
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 4 }), 'ungradeable NO_FACTS'],
  ['golf head_to_head Ann', duel({ position: 3 }, { position: 4 }), 'ungradeable NO_FACTS', { opponents: ['Cid'] }],
  ['golf head_to_head Cid', duel({ position: 3 }, { position: 4 }), 'ungradeable NO_FACTS', versus],
  ['motor_racing head_to_head home', known({ entries: { home: { position: 1 }, away: { position: 2 } } }), 'win'],
  ['motor_racing head_to_head away', known({ entries: { home: { position: 1 }, away: { position: 2 } } }), 'loss'],
  ['golf head_to_head Ann', known({ won: true }), 'win'],
  ['golf head_to_head Ann', known({ won: false }), 'loss'],
  ['golf head_to_head Ann', known({ tied: { k: 2, places: 1 } }), 'push'],
  ['golf head_to_head Ann', known({ started: false, won: true }), 'void DNP'],
  ['golf head_to_head Ann', known({}), 'ungradeable NO_FACTS'],
]);

const ball = (ann: object, bob: object, cid: object): EventInput => known({ entries: { Ann: ann, Bob: bob, Cid: cid } });
table('groups', [
  ['golf group Ann', ball({ score: 68 }, { score: 69 }, { score: 70 }), 'win'],
  ['golf group Ann', ball({ score: 68 }, { score: 68 }, { score: 70 }), 'dead_heat'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, { score: 68 }), 'loss'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, { score: 68 }), 'win', { opponents: ['Bob'] }],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, { started: false }), 'win'],
  ['golf group Ann', ball({ started: false }, { score: 70 }, { score: 71 }), 'void DNP'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, {}), 'ungradeable NO_FACTS'],
  ['golf group Ann', ball({ score: 69 }, { score: 70 }, {}), 'ungradeable NO_FACTS', { opponents: ['Dan'] }],
  ['golf group Dan', ball({ score: 69 }, { score: 70 }, {}), 'ungradeable NO_FACTS'],
  ['golf group Ann', known({ position: 1 }), 'win'],
  ['golf group Ann', known({ position: 2 }), 'loss'],
]);

table('outrights', [
  ['golf outright Ann', known({ won: true }), 'win'],
  ['golf outright Ann', known({ won: false }), 'loss'],
  ['golf outright Ann', known({ won: false, position: 1 }), 'loss'],
  ['golf outright Ann', known({ position: 1 }), 'win'],
  ['golf outright Ann', known({ position: 2, tied: { k: 2, places: 1 } }), 'loss'],
  ['golf outright Ann', known({ tied: { k: 2, places: 1 } }), 'dead_heat'],
  ['golf outright Ann', known({ won: true, tied: { k: 2, places: 1 } }), 'dead_heat'],
  ['golf outright Ann', known({ entries: { Ann: { position: 1 }, Bob: { position: 1 } } }), 'dead_heat'],
  ['golf outright Ann', known({ entries: { Ann: { position: 1 }, Bob: { position: 2 } } }), 'win'],
  ['golf outright Ann', known({ entries: { Ann: { won: true }, Bob: {} } }), 'win'],
  ['golf outright Ann', known({ entries: { Bob: { position: 1 } } }), 'ungradeable NO_FACTS'],
  ['golf outright Ann', known({}), 'ungradeable NO_FACTS'],
  ['horse_racing outright Ann', known({ started: false }), 'void NON_RUNNER'],
]);

table('places', [
  ['golf top_n Ann 10', known({ position: 10 }), 'win'],
  ['golf top_n Ann 10', known({ position: 11 }), 'loss'],
  ['golf top_n Ann 10', known({ position: 11, tied: { k: 2, places: 1 } }), 'loss'],
  ['golf top_n Ann 3', known({ entries: { Ann: { position: 3 }, Bob: { position: 3 }, Cid: { position: 3 } } }), 'dead_heat'],
  ['golf top_n Ann 3', known({ entries: { Ann: { position: 2 }, Bob: { position: 2 }, Cid: { position: 4 } } }), 'win'],
  ['golf top_n Ann 5', known({ tied: { k: 3, places: 1 } }), 'dead_heat'],
  ['golf top_n Ann 5', known({ tied: { k: 3, places: 3 } }), 'win'],
  ['golf top_n Ann 1', known({ position: 1 }), 'win'],
  ['golf top_n Ann 0', known({ position: 1 }), 'ungradeable LINE_NOT_ON_GRID'],
  ['golf top_n Ann -1', known({ position: 1 }), 'ungradeable LINE_NOT_ON_GRID'],
  ['golf top_n Ann 2.5', known({ position: 1 }), 'ungradeable LINE_NOT_ON_GRID'],
  ['golf top_n Ann', known({ position: 1 }), 'ungradeable LINE_MISSING'],
  ['golf top_n Ann 5', known({}), 'ungradeable NO_FACTS'],
  ['golf top_n Ann 5', known({ entries: { Bob: { position: 1 } } }), 'ungradeable NO_FACTS'],
  ['motor_racing top_n Ann 3', known({ started: false }), 'void NON_RUNNER'],
]);

table('the cut', [
  ['golf make_cut yes', known({ cut: 'made' }), 'win'],
  ['golf make_cut no', known({ cut: 'made' }), 'loss'],
  ['golf make_cut no', known({ cut: 'missed' }), 'win'],
  ['golf make_cut no', known({ cut: 'withdrew' }), 'win'],
  ['golf make_cut yes', known({ cut: 'withdrew' }), 'loss'],
  ['golf make_cut yes', known({ cut: 'none' }), 'void NO_CUT'],
  ['golf make_cut yes', known({ started: false }), 'void DNP'],
  ['golf make_cut yes', known({}), 'ungradeable NO_FACTS'],
  ['golf make_cut yes', known({ entries: { Bob: { cut: 'made' } } }), 'ungradeable NO_FACTS', { subject: 'Ann' }],
  ['golf make_cut yes', known({ entries: { Ann: { cut: 'made' } } }), 'win', { subject: 'Ann' }],
]);

describe('named choices', () => {
  const choose = (leg: string, event: EventInput, policy: object) => {
    const [sport, market, selection, line] = leg.split(' ') as [LegInput['sport'], string, string, string?];
    return single('1', { sport, market, selection, line, odds: odds('2.0'), event }, { policy });
  };
  it.each([
    ['golf top_n Ann 5', known({ position: 5, tied: { k: 3, places: 1 } }), { ties: 'ties_full' }, 'win'],
    ['golf top_n Ann 5', known({ position: 6, tied: { k: 3, places: 1 } }), { ties: 'ties_full' }, 'loss'],
    ['horse_racing outright Ann', known({ started: false }), { nonStarter: 'all_in' }, 'loss'],
    ['rugby moneyline home', final(12, 12), { moneylineDraw: 'half_face' }, 'half_face'],
    ['rugby moneyline home', final(13, 12), { moneylineDraw: 'half_face' }, 'win'],
  ])('%s', (leg, event, policy, result) => {
    expect(choose(leg, event, policy).result).toBe(result);
  });
});

describe('the rule that decided', () => {
  it.each([
    ['soccer spread home -0.25', 'spread.quarter'],
    ['soccer spread home -0.5', 'spread.half'],
    ['soccer total over 2', 'total.whole'],
    ['soccer three_way home', 'three_way'],
    ['soccer three_way_handicap home -1', 'three_way_handicap'],
  ])('of %s is %s', (leg, rule) => {
    expect(run([leg, final(2, 0), '']).rule).toBe(rule);
  });
  it('of what was decided before play stopped says so', () => {
    expect(run(['soccer total over 2.5', { state: 'abandoned', score: { home: 3, away: 0 }, minutes: 70 }, '']).rule).toBe(
      'total.half.decided',
    );
  });
  it('of overtime that was not played, and of another pitcher, is named', () => {
    expect(run(['american_football moneyline home', final(14, 13, { extraTime: false }), '', { period: 'OT' }]).rule).toBe(
      'period.not_played',
    );
    const event = final(3, 2, { facts: { pitcherChanged: true } });
    expect(run(['baseball moneyline home', event, '', { listedPitchers: true }]).rule).toBe('pitcher.listed');
  });
  it.each([
    ['soccer bogus home', 'market', 'UNKNOWN_MARKET'],
    ['soccer constructor home', 'market', 'UNKNOWN_MARKET'],
    ['soccer spread nobody -1', 'spread', 'UNKNOWN_SELECTION'],
  ])('of %s is %s: review, not a loss', (leg, rule, reason) => {
    expect(run([leg, final(2, 0), ''])).toMatchObject({ result: 'ungradeable', rule, reason, fractions: null, profit: null });
  });
});
