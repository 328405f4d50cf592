import { describe, expect, it } from 'vitest';
import { gradeRow, periods, table } from './testdata/table.ts';
import { type EventInput, final, known, type LegInput, odds, single } from './testdata/tickets.ts';

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

table('who went through, and how it ended', [
  ['soccer to_advance home', { ...final(1, 1), facts: { advances: 'home' } }, 'win'],
  ['soccer to_advance away', { ...final(1, 1), facts: { advances: 'home' } }, 'loss'],
  ['soccer to_advance home', final(1, 1), 'ungradeable NO_FACTS'],
  ['soccer half_time_full_time away_home', { ...final(2, 1), periods: periods('H1 0-1, H2 2-0') }, 'win'],
  ['soccer half_time_full_time draw_home', { ...final(2, 1), periods: periods('H1 0-1, H2 2-0') }, 'loss'],
  [
    'soccer half_time_full_time draw_draw',
    { ...final(2, 1), periods: periods('H1 0-0, H2 1-1, OT 1-0'), extraTime: true },
    'win',
  ],
  ['soccer half_time_full_time home_home', final(2, 1), 'ungradeable PERIODS_NEEDED'],
  ['mma fight_method home_ko', known({ winner: 'home', method: 'ko' }), 'win'],
  ['mma fight_method home_decision', known({ winner: 'home', method: 'submission' }), 'loss'],
  ['mma fight_method away_ko', known({ winner: 'home', method: 'ko' }), 'loss'],
  ['boxing fight_method home_decision', known({ winner: 'draw', method: 'decision' }), 'loss'],
  ['boxing fight_method home_ko', known({ winner: 'no_contest' }), 'void NO_CONTEST'],
  ['boxing fight_method home_ko', known({ winner: 'home' }), 'ungradeable NO_FACTS'],
  ['mma fight_round home_2', known({ winner: 'home', method: 'ko', endRound: 2, endTime: '1:00' }), 'win'],
  ['mma fight_round home_3', known({ winner: 'home', method: 'ko', endRound: 2, endTime: '1:00' }), 'loss'],
  ['mma fight_round away_2', known({ winner: 'home', method: 'submission', endRound: 2, endTime: '1:00' }), 'loss'],
  ['boxing fight_round home_12', known({ winner: 'home', method: 'decision', endRound: 12 }), 'loss'],
  ['boxing fight_round home_12', known({ winner: 'draw', method: 'decision' }), 'loss'],
  ['boxing fight_round home_1', known({ winner: 'no_contest' }), 'void NO_CONTEST'],
  ['boxing fight_round home_1', known({ winner: 'home', endRound: 1 }), 'ungradeable NO_FACTS'],
  ['boxing fight_round home_1', known({ winner: 'home', method: 'ko' }), 'ungradeable NO_FACTS'],
  ['boxing fight_round home_13', known({ winner: 'home', method: 'ko', endRound: 13 }), 'ungradeable UNKNOWN_SELECTION'],
]);

const innings = (facts: object) => ({ ...final(5, 3), facts: { innings: 9, ...facts } });
const cole = { pitchers: { home: 'Gerrit Cole' } };
table('listed pitchers', [
  ['baseball moneyline home', innings({ pitchers: { home: 'Gerrit Cole', away: 'Max Fried' } }), 'win', cole],
  ['baseball moneyline home', innings({ pitchers: { home: 'Luis Gil' } }), 'void PITCHER_CHANGED', cole],
  ['baseball moneyline home', innings({ pitchers: { away: 'Max Fried' } }), 'ungradeable NO_PITCHERS', cole],
  ['baseball moneyline home', innings({}), 'ungradeable NO_PITCHERS', cole],
  ['baseball moneyline home', innings({ pitcherChanged: true }), 'void PITCHER_CHANGED', cole],
  ['baseball moneyline home', innings({ pitcherChanged: false }), 'win', cole],
  ['baseball moneyline home', innings({ pitchers: { home: 'Luis Gil' } }), 'win'],
  ['baseball moneyline home', innings({ pitcherChanged: true }), 'void PITCHER_CHANGED', { listedPitchers: true }],
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
  // One score has one spelling.
  ['soccer correct_score 02-1', final(2, 1), 'win'],
  ['soccer correct_score 02-001', final(2, 1), 'win'],
  ['soccer correct_score 00-0', final(0, 0), 'win'],
  ['soccer correct_score 20-1', final(2, 1), 'loss'],
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
  // Half of a two-minute round is one minute.
  ['boxing total over 6.5', known({ endRound: 7, endTime: '1:10', roundMinutes: 2, winner: 'home' }), 'win'],
  ['boxing total over 6.5', known({ endRound: 7, endTime: '1:10', roundMinutes: '2:00', winner: 'home' }), 'win'],
  ['boxing total over 6.5', known({ endRound: 7, endTime: '1:10', winner: 'home' }), 'loss'],
  ['boxing total over 6.5', known({ endRound: 7, endTime: '1:00', winner: 'home' }, { competition: "Women's" }), 'push'],
  ['boxing total over 6.5', known({ endRound: 7, endTime: '1:10', winner: 'home' }, { competition: 'WBC women' }), 'win'],
  ['boxing total over 1.5', known({ endRound: 2, endTime: '1:01', winner: 'home' }, { competition: 'BKFC' }), 'win'],
  ['mma total over 2.5', known({ endRound: 3, endTime: '1:31', winner: 'home' }, { competition: 'ONE Muay Thai' }), 'win'],
  [
    'mma total over 2.5',
    known({ endRound: 3, endTime: '2:29', winner: 'home' }, { competition: "UFC women's flyweight" }),
    'loss',
  ],
  ['mma total over 0.5', known({ endRound: 1, endTime: '5:01', roundMinutes: 10, winner: 'home' }), 'win'],
  ['mma total over 0.5', known({ endRound: 1, endTime: '1:00', roundMinutes: 0, winner: 'home' }), 'ungradeable NO_ROUNDS'],
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
  // Without a mark it is the first score of all, beside whatever races are known.
  ['soccer first_to home', known({ first: 'home', races: { 1: 'home', 2: 'away' } }), 'win'],
  ['soccer first_to away', known({ first: 'home', races: { 2: 'away' } }), 'loss'],
  ['soccer first_to home', known({ races: { 1: 'home' } }), 'win'],
  ['basketball race_to home 20', known({ first: 'away', races: { 20: 'home' } }), 'win'],
  ['basketball race_to home 20.0', known({ races: { '020': 'home' } }), 'win'],
  ['basketball race_to home 30', known({ first: 'home', races: { 20: 'home' } }), 'ungradeable NO_FACTS'],
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
    expect(gradeRow([leg, final(2, 0), '']).rule).toBe(rule);
  });
  it('of what was decided before play stopped says so', () => {
    expect(gradeRow(['soccer total over 2.5', { state: 'abandoned', score: { home: 3, away: 0 }, minutes: 70 }, '']).rule).toBe(
      'total.half.decided',
    );
  });
  it('of overtime that was not played, and of another pitcher, is named', () => {
    expect(gradeRow(['american_football moneyline home', final(14, 13, { extraTime: false }), '', { period: 'OT' }]).rule).toBe(
      'period.not_played',
    );
    const event = final(3, 2, { facts: { pitcherChanged: true } });
    expect(gradeRow(['baseball moneyline home', event, '', { listedPitchers: true }]).rule).toBe('pitcher.listed');
  });
  it.each([
    ['soccer bogus home', 'market', 'UNKNOWN_MARKET'],
    ['soccer constructor home', 'market', 'UNKNOWN_MARKET'],
    ['soccer spread nobody -1', 'spread', 'UNKNOWN_SELECTION'],
  ])('of %s is %s: review, not a loss', (leg, rule, reason) => {
    expect(gradeRow([leg, final(2, 0), ''])).toMatchObject({
      result: 'ungradeable',
      rule,
      reason,
      fractions: null,
      profit: null,
    });
  });
});
