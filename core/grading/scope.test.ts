import { describe, expect, it } from 'vitest';
import type { EventToGrade } from '#schemas/settlement';
import { minutesPlayed } from './official-rules.ts';
import { contradictsItself } from './score-rules.ts';
import { type EventInput, final, known, type LegInput, odds, single } from './testdata/tickets.ts';

type Policy = NonNullable<Parameters<typeof single>[2]>['policy'];
type Row = readonly [leg: string, event: EventInput, result: string, more?: Partial<LegInput>, policy?: Policy];
const table = (title: string, rows: readonly Row[]) =>
  describe(title, () => {
    it.each(rows.map((row) => [row[0], JSON.stringify({ ...row[1], ...row[3], ...row[4] }), row[2], row] as const))(
      '%s on %s: %s',
      (_leg, _event, result, row) => {
        const [leg, event, , more, policy] = row;
        const [words = '', period] = leg.split(' @');
        const [sport, market, selection, line] = words.split(' ') as [LegInput['sport'], string, string, string?];
        const reply = single('1', { sport, market, period, selection, line, odds: odds('2.0'), event, ...more }, { policy });
        expect([reply.result, reply.reason].filter(Boolean).join(' ')).toBe(result);
      },
    );
  });

/** `Q1 7-3, Q2 0-0`: periods in order, with home first. */
const periods = (text: string): NonNullable<EventInput['periods']> =>
  text.split(', ').map((part) => {
    const [period = '', score = ''] = part.split(' ');
    const [home = 0, away = 0] = score.split('-').map(Number);
    return { period, home, away };
  });

const QUARTERS = 'Q1 7-3, Q2 0-7, Q3 7-0, Q4 0-4';
const overtimeGame = final(20, 14, { periods: periods(`${QUARTERS}, OT 6-0`) });
table('American football counts overtime in the game and in its second half', [
  ['american_football moneyline home', overtimeGame, 'win'],
  ['american_football total over 33.5', overtimeGame, 'win'],
  ['american_football three_way draw', overtimeGame, 'win'],
  ['american_football draw_no_bet home', overtimeGame, 'push'],
  ['american_football total over 11 @H2', overtimeGame, 'win'],
  ['american_football total over 11 @H2', final(14, 14, { periods: periods(QUARTERS) }), 'push'],
  ['american_football three_way home @H2', overtimeGame, 'win'],
  ['american_football total over 17 @H1', overtimeGame, 'push'],
  ['american_football total under 4.5 @Q4', overtimeGame, 'win'],
  ['american_football moneyline home @OT', overtimeGame, 'win'],
  ['american_football moneyline home @OT', final(14, 13, { extraTime: false }), 'void NOT_PLAYED'],
  ['american_football moneyline home @OT', final(14, 13), 'ungradeable PERIODS_NEEDED'],
  ['american_football moneyline home @SO', final(14, 13, { extraTime: false }), 'void NOT_PLAYED'],
  ['american_football moneyline home @Q1', final(14, 13, { extraTime: false }), 'ungradeable PERIODS_NEEDED'],
  [
    'american_football total over 11 @H2',
    final(20, 14, { periods: periods(QUARTERS), extraTime: true }),
    'ungradeable PERIODS_NEEDED',
  ],
  ['american_football three_way home @H2', final(20, 14, { periods: periods(QUARTERS), extraTime: true }), 'win'],
  ['american_football three_way home', final(20, 14), 'ungradeable PERIODS_NEEDED'],
  ['american_football three_way home', final(20, 14, { extraTime: false }), 'win'],
  ['american_football three_way home', { state: 'final', extraTime: false }, 'ungradeable NO_SCORE'],
  ['american_football moneyline home', { state: 'final' }, 'ungradeable NO_SCORE'],
  ['american_football moneyline home', { state: 'final', periods: periods(`${QUARTERS}, OT 6-0`) }, 'win'],
  ['american_football moneyline home', { state: 'final', periods: periods(QUARTERS), extraTime: true }, 'ungradeable NO_SCORE'],
  ['american_football moneyline home', final(20, 14, { periods: periods(QUARTERS), extraTime: true }), 'win'],
  ['american_football moneyline home', final(21, 14, { periods: periods(`${QUARTERS}, OT 6-0`) }), 'ungradeable SCORES_DISAGREE'],
  ['american_football moneyline home', final(20, 13, { periods: periods(`${QUARTERS}, OT 6-0`) }), 'ungradeable SCORES_DISAGREE'],
  ['american_football moneyline home', final(20, 14, { periods: periods('Q1 1-0, Q1 1-0') }), 'ungradeable SCORES_DISAGREE'],
  ['american_football moneyline home', final(20, 14, { periods: periods('H1 7-10, H2 7-4, OT 3-0, OT 3-0') }), 'win'],
  ['american_football total over 17 @H2', final(20, 14, { periods: periods('H1 7-10, H2 7-4, OT 3-0, OT 3-0') }), 'push'],
  ['american_football moneyline home @nonsense', overtimeGame, 'ungradeable UNKNOWN_PERIOD'],
  ['american_football moneyline home @Q1x', overtimeGame, 'ungradeable UNKNOWN_PERIOD'],
  ['american_football moneyline home @P1', overtimeGame, 'ungradeable PERIODS_NEEDED'],
  ['american_football moneyline home', { state: 'final', periods: periods(QUARTERS) }, 'push'],
  ['american_football moneyline home', final(21, 14, { periods: periods(QUARTERS) }), 'ungradeable SCORES_DISAGREE'],
  ['american_football moneyline home', { state: 'final', extraTime: true, periods: periods(`${QUARTERS}, OT 6-0`) }, 'win'],
]);

table('soccer is ninety minutes', [
  ['soccer three_way draw', final(2, 1, { extraTime: true, periods: periods('H1 1-0, H2 0-1, OT 1-0') }), 'win'],
  ['soccer total over 2.5', final(2, 1, { extraTime: true, periods: periods('H1 1-0, H2 0-1, OT 1-0') }), 'loss'],
  ['soccer total over 2.5', final(2, 1, { extraTime: true }), 'ungradeable PERIODS_NEEDED'],
  ['soccer total over 2.5', final(2, 1, { periods: periods('SO 5-4') }), 'ungradeable PERIODS_NEEDED'],
  ['soccer total over 2.5', final(2, 1, { periods: periods('OT 1-0') }), 'ungradeable PERIODS_NEEDED'],
  ['soccer total over 2.5', final(2, 1, { periods: periods('H1 1-0') }), 'win'],
  ['soccer total over 2.5', final(2, 1, { periods: periods('H1 1-0, H2 0-1') }), 'ungradeable SCORES_DISAGREE'],
  ['soccer total over 2.5', { state: 'final', periods: periods('H1 1-0, H2 1-1') }, 'win'],
  ['soccer total over 2.5', { state: 'final' }, 'ungradeable NO_SCORE'],
  ['soccer total over 0.5 @H1', final(1, 0, { periods: periods('H1 0-0, H2 1-0') }), 'loss'],
  ['soccer total over 0.5 @H2', final(1, 0, { periods: periods('H1 0-0, H2 1-0') }), 'win'],
  ['soccer total over 0.5 @H2', final(1, 0), 'ungradeable PERIODS_NEEDED'],
  ['soccer total over 0.5 @Q1', final(1, 0, { periods: periods('H1 0-0, H2 1-0') }), 'ungradeable PERIODS_NEEDED'],
  [
    'soccer moneyline home',
    final(2, 1, { extraTime: true, periods: periods('H1 1-0, H2 0-1, OT 1-0') }),
    'win',
    {},
    { soccerScope: 'incl_et' },
  ],
  ['soccer moneyline home', final(1, 1, { periods: periods('H1 1-0, H2 0-1, SO 5-4') }), 'push', {}, { soccerScope: 'incl_et' }],
  [
    'soccer moneyline home',
    final(2, 1, { extraTime: true, periods: periods('H1 1-0, H2 0-1') }),
    'ungradeable PERIODS_NEEDED',
    {},
    { soccerScope: 'incl_et' },
  ],
  ['soccer moneyline home', final(2, 1, { extraTime: true }), 'ungradeable PERIODS_NEEDED', {}, { soccerScope: 'incl_et' }],
  ['soccer moneyline home', final(2, 1), 'win', {}, { soccerScope: 'incl_et' }],
  [
    'soccer moneyline home',
    final(2, 1, { periods: periods('OT 1-0') }),
    'ungradeable PERIODS_NEEDED',
    {},
    { soccerScope: 'incl_et' },
  ],
  [
    'soccer three_way draw',
    final(2, 1, { extraTime: true, periods: periods('H1 1-0, H2 0-1, OT 1-0') }),
    'win',
    {},
    { soccerScope: 'incl_et' },
  ],
  [
    'rugby three_way draw',
    final(9, 6, { extraTime: true, periods: periods('H1 3-3, H2 3-3, OT 3-0') }),
    'win',
    {},
    { soccerScope: 'incl_et' },
  ],
  [
    'rugby moneyline home',
    final(9, 6, { extraTime: true, periods: periods('H1 3-3, H2 3-3, OT 3-0') }),
    'push',
    {},
    { soccerScope: 'incl_et' },
  ],
  ['soccer player_total over 1.5', known({ value: 1, valueWithExtraTime: 2 }, { extraTime: true }), 'loss'],
  [
    'soccer player_total over 1.5',
    known({ value: 1, valueWithExtraTime: 2 }, { extraTime: true }),
    'win',
    {},
    { soccerScope: 'incl_et' },
  ],
  ['soccer player_total over 1.5', known({ value: 1, valueWithExtraTime: 2 }), 'loss', {}, { soccerScope: 'incl_et' }],
  [
    'rugby player_total over 1.5',
    known({ value: 1, valueWithExtraTime: 2 }, { extraTime: true }),
    'loss',
    {},
    { soccerScope: 'incl_et' },
  ],
  [
    'soccer player_total over 1.5',
    known({ value: 1 }, { extraTime: true }),
    'ungradeable NO_FACTS',
    {},
    { soccerScope: 'incl_et' },
  ],
]);

const P = 'P1 1-0, P2 0-1, P3 1-1';
table('ice hockey counts overtime and one goal for a shootout', [
  ['ice_hockey total over 4.5', final(3, 2, { periods: periods(`${P}, OT 0-0, SO 2-1`) }), 'win'],
  ['ice_hockey moneyline home', { state: 'final', periods: periods(`${P}, OT 0-0, SO 2-1`) }, 'win'],
  ['ice_hockey moneyline away', { state: 'final', periods: periods(`${P}, SO 1-2`) }, 'win'],
  ['ice_hockey moneyline away', { state: 'final', extraTime: true, periods: periods(`${P}, SO 1-2`) }, 'win'],
  ['ice_hockey moneyline away', { state: 'final', periods: periods(`${P}, SO 2-2`) }, 'ungradeable SCORES_DISAGREE'],
  ['ice_hockey moneyline away', final(2, 3, { periods: periods(`${P}, SO 2-2`) }), 'ungradeable SCORES_DISAGREE'],
  ['ice_hockey spread home -1.5', final(4, 2), 'win'],
  ['ice_hockey three_way draw', final(3, 2, { periods: periods(`${P}, OT 1-0`) }), 'win'],
  ['ice_hockey three_way home', final(3, 2), 'ungradeable PERIODS_NEEDED'],
  ['ice_hockey total over 1.5 @P3', final(3, 2, { periods: periods(`${P}, OT 1-0`) }), 'win'],
  ['ice_hockey total over 2 @P3', final(3, 2, { periods: periods(`${P}, OT 1-0`) }), 'push'],
]);

const NINE = 'I1 1-0, I2 0-0, I3 0-0, I4 0-2, I5 0-0, I6 1-0, I7 0-0, I8 0-0, I9 0-0';
/** Two each after seven innings, for which the game was made; decided in the ninth. */
const SEVEN = 'I1 1-0, I2 0-0, I3 0-0, I4 0-2, I5 0-0, I6 1-0, I7 0-0, I8 0-0, I9 1-0';
table('baseball counts extra innings', [
  ['baseball moneyline home', final(3, 2, { periods: periods(SEVEN) }), 'win'],
  ['baseball total over 4.5', { state: 'final', periods: periods(SEVEN), facts: { scheduledInnings: 7 } }, 'win'],
  ['baseball three_way draw', final(3, 2, { periods: periods(SEVEN), facts: { scheduledInnings: 7 } }), 'win'],
  ['baseball moneyline home', final(3, 2, { periods: periods(`${NINE}, I10 1-0`) }), 'win'],
  ['baseball total over 4.5', { state: 'final', periods: periods(`${NINE}, I10 1-0`) }, 'win'],
  ['baseball three_way draw', final(3, 2, { periods: periods(`${NINE}, I10 1-0`) }), 'win'],
  ['baseball total over 3 @F5', final(3, 2, { periods: periods(`${NINE}, I10 1-0`) }), 'push'],
  ['baseball moneyline away @F5', final(3, 2, { periods: periods(`${NINE}, I10 1-0`) }), 'win'],
  ['baseball moneyline away @F5', final(3, 2, { periods: periods('F5 1-2') }), 'win'],
  ['baseball moneyline home @I1', final(3, 2, { periods: periods(`${NINE}, I10 1-0`) }), 'win'],
  [
    'baseball total over 4.5',
    final(3, 2, {
      periods: periods('I1 1-0, I2 0-0, I3 0-0, I4 0-2, I5 0-0, I6 1-0, I7 0-0, I8 1-0'),
      facts: { scheduledInnings: 7 },
    }),
    'win',
  ],
  [
    'baseball three_way draw',
    final(3, 2, {
      periods: periods('I1 1-0, I2 0-0, I3 0-0, I4 0-2, I5 0-0, I6 1-0, I7 0-0, I8 1-0'),
      facts: { scheduledInnings: 7 },
    }),
    'win',
  ],
  [
    'baseball three_way draw',
    final(3, 2, {
      extraTime: true,
      periods: periods('I1 1-0, I2 0-0, I3 0-0, I4 0-2, I5 0-0, I6 1-0, I7 0-0, I8 1-0'),
      facts: { scheduledInnings: 7 },
    }),
    'win',
  ],
  [
    'baseball moneyline home',
    final(3, 2),
    'void PITCHER_CHANGED',
    { listedPitchers: true, event: final(3, 2, { facts: { pitcherChanged: true } }) },
  ],
  ['baseball moneyline home', final(3, 2), 'win', { event: final(3, 2, { facts: { pitcherChanged: true } }) }],
  ['baseball moneyline home', final(3, 2), 'win', { listedPitchers: true }],
]);

const match = (text: string, score: string, facts?: EventInput['facts']): EventInput => {
  const [home = 0, away = 0] = score.split('-').map(Number);
  return final(home, away, { periods: periods(text), facts });
};
table('tennis counts games, or sets', [
  ['tennis moneyline home', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'win'],
  ['tennis moneyline home', final(2, 1), 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-4, S2 3-6, S3 7-6') }, 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-4, S2 6-7') }, 'push'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-4, S2 3-6, S3 5-2') }, 'push'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 8-6') }, 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-5') }, 'push'],
  ['tennis moneyline home', { state: 'final' }, 'ungradeable NO_SCORE'],
  ['tennis total over 31.5', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'win'],
  ['tennis total over 32', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'push'],
  ['tennis total over 31.5', final(2, 1), 'ungradeable PERIODS_NEEDED'],
  ['tennis total over 31.5', match('S1 6-4, S2 3-6', '2-1'), 'ungradeable SCORES_DISAGREE'],
  ['tennis total over 2.5', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'win', { lineUnit: 'sets' }],
  ['tennis spread home -1.5', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'loss', { lineUnit: 'sets' }],
  ['tennis total over 3', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'push', { lineUnit: 'sets' }],
  ['tennis spread home -1', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'push', { lineUnit: 'sets' }],
  ['tennis total over 18.5', { state: 'final', periods: periods('S1 6-4, S2 6-3') }, 'win'],
  ['tennis spread home 0', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'push'],
  ['tennis spread home 0', match('S1 6-4, S2 3-6, S3 10-8', '2-1', { matchTiebreak: 'S3' }), 'push', {}],
  ['tennis total over 19.5', match('S1 6-4, S2 3-6, S3 10-8', '2-1', { matchTiebreak: 'S3' }), 'win'],
  ['tennis total over 20', match('S1 6-4, S2 3-6, S3 8-10', '1-2', { matchTiebreak: 'S3' }), 'push'],
  [
    'tennis moneyline away',
    { state: 'final', periods: periods('S1 6-4, S2 3-6, S3 8-10'), facts: { matchTiebreak: 'S3' } },
    'win',
  ],
  ['tennis correct_score 2-1', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'win'],
  ['tennis correct_score 6-4 @S1', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'win'],
  ['tennis moneyline away @S2', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'win'],
  ['tennis moneyline away @S4', match('S1 6-4, S2 3-6, S3 7-6', '2-1'), 'ungradeable PERIODS_NEEDED'],
  ['tennis total over 9.5', match('S1 6-4, S1 6-3', '2-0'), 'ungradeable SCORES_DISAGREE'],
]);

const stopped = (home: number, away: number, more: Partial<EventInput> = {}): EventInput => ({
  state: 'abandoned',
  score: { home, away },
  ...more,
});
it('minutes may be said with seconds or with places', () => {
  expect(['47:15', 47.25, '0:40', 12].map((minutes) => minutesPlayed({ state: 'live', minutes }))).toEqual([
    { n: 189n, d: 4n },
    { n: 189n, d: 4n },
    { n: 2n, d: 3n },
    { n: 12n, d: 1n },
  ]);
  expect(minutesPlayed({ state: 'live' })).toBeNull();
});
table('a game by the clock is official from a minute on', [
  ['american_football moneyline home', stopped(20, 14, { minutes: 55 }), 'win'],
  ['american_football moneyline home', stopped(20, 14, { minutes: '55:01' }), 'win'],
  ['american_football moneyline home', stopped(20, 14, { minutes: '54:59' }), 'void ABANDONED'],
  ['american_football moneyline home', stopped(20, 14, { minutes: 54.99 }), 'void ABANDONED'],
  ['american_football moneyline home', final(20, 14, { minutes: 54 }), 'void ABANDONED'],
  ['american_football moneyline home', stopped(20, 14), 'void ABANDONED'],
  ['american_football total over 30.5', stopped(20, 14, { minutes: 55 }), 'win'],
  ['american_football total over 40.5', stopped(20, 14, { minutes: 55 }), 'loss'],
  ['american_football total over 40.5', stopped(20, 14, { minutes: 50 }), 'void ABANDONED'],
  ['american_football total over 30.5', stopped(20, 14, { minutes: 50 }), 'win'],
  ['american_football total over 34', stopped(20, 14, { minutes: 50 }), 'void ABANDONED'],
  // A push so far is a loss once anybody scores again.
  ['american_football total under 34', stopped(20, 14, { minutes: 50 }), 'void ABANDONED'],
  ['american_football total under 30.5', stopped(20, 14, { minutes: 50 }), 'loss'],
  ['american_football total over 30.5', stopped(20, 14, { minutes: 50 }), 'void ABANDONED', {}, { decidedStands: 'never' }],
  ['basketball moneyline home', stopped(90, 80, { minutes: 43 }), 'win'],
  ['basketball moneyline home', stopped(90, 80, { minutes: 42 }), 'void ABANDONED'],
  ['basketball moneyline home', stopped(90, 80, { minutes: 35, competition: 'college' }), 'win'],
  ['basketball moneyline home', stopped(90, 80, { minutes: 35, competition: 'WNBA' }), 'win'],
  ['basketball moneyline home', stopped(90, 80, { minutes: 34, competition: 'wnba' }), 'void ABANDONED'],
  ['basketball moneyline home', stopped(90, 80, { minutes: 35, competition: 'nba' }), 'void ABANDONED'],
  ['basketball total under 200.5', final(90, 80, { minutes: 48 }), 'win'],
  ['basketball total under 200.5', final(90, 80, { minutes: 40, competition: 'college' }), 'win'],
  ['basketball total under 200.5', final(90, 80, { minutes: 39, competition: 'college' }), 'void ABANDONED'],
  ['basketball odd_even even', final(90, 80, { minutes: 47 }), 'void ABANDONED'],
  ['ice_hockey moneyline home', stopped(3, 1, { minutes: 55 }), 'win'],
  ['ice_hockey moneyline home', stopped(3, 1, { minutes: 54 }), 'void ABANDONED'],
  ['soccer moneyline home', stopped(3, 1, { minutes: 90 }), 'win'],
  ['soccer moneyline home', stopped(3, 1, { minutes: 89 }), 'void ABANDONED'],
  ['soccer both_teams_to_score yes', stopped(3, 1, { minutes: 70 }), 'win'],
  ['soccer both_teams_to_score no', stopped(3, 1, { minutes: 70 }), 'loss'],
  ['soccer both_teams_to_score no', stopped(3, 0, { minutes: 70 }), 'void ABANDONED'],
  ['soccer both_teams_to_score no', stopped(0, 3, { minutes: 70 }), 'void ABANDONED'],
  ['soccer correct_score 2-1', stopped(3, 1, { minutes: 70 }), 'loss'],
  ['soccer correct_score 3-0', stopped(3, 1, { minutes: 70 }), 'loss'],
  ['soccer correct_score 3-1', stopped(3, 1, { minutes: 70 }), 'void ABANDONED'],
  ['soccer odd_even even', stopped(3, 1, { minutes: 70 }), 'void ABANDONED'],
  ['soccer spread home -0.5', stopped(3, 1, { minutes: 70 }), 'void ABANDONED'],
  ['soccer team_total home_over 2.5', stopped(3, 1, { minutes: 70 }), 'win'],
  ['soccer total over 2.5', { state: 'abandoned' }, 'void ABANDONED'],
  ['soccer total over 2.25', stopped(1, 1, { minutes: 70 }), 'void ABANDONED'],
  ['soccer player_total over 1.5', { state: 'abandoned', facts: { value: 2 } }, 'win'],
  ['soccer player_total over 2.5', { state: 'abandoned', facts: { value: 2 } }, 'void ABANDONED'],
  ['soccer player_total over 2.5', { state: 'abandoned', facts: { started: false } }, 'void ABANDONED'],
  ['soccer player_yes_no yes', { state: 'abandoned', facts: { happened: true } }, 'win'],
  ['soccer player_yes_no no', { state: 'abandoned', facts: { happened: true } }, 'loss'],
  ['soccer player_yes_no no', { state: 'abandoned', facts: { happened: false } }, 'void ABANDONED'],
  ['soccer player_yes_no yes', { state: 'abandoned', facts: {} }, 'void ABANDONED'],
  ['basketball first_to home', { state: 'abandoned', facts: { first: 'home' } }, 'win'],
  ['basketball first_to away', { state: 'abandoned', facts: { first: 'home' } }, 'loss'],
  ['basketball first_to away', { state: 'abandoned', facts: { first: 'none' } }, 'void ABANDONED'],
  ['basketball first_to away', { state: 'abandoned', facts: {} }, 'void ABANDONED'],
  ['basketball exact_outcome away', { state: 'abandoned', facts: { outcome: 'away' } }, 'void ABANDONED'],
  ['rugby moneyline home', stopped(3, 1, { minutes: 79 }), 'void ABANDONED'],
  ['rugby moneyline home', final(3, 1, { minutes: 80 }), 'win'],
  ['aussie_rules moneyline home', final(80, 61), 'win'],
  ['motor_racing top_n Ann 3', known({ position: 1 }, { state: 'abandoned' }), 'void ABANDONED'],
]);

table('a period that was over stands', [
  ['soccer total over 0.5 @H1', stopped(1, 0, { periods: periods('H1 0-0, H2 1-0') }), 'loss'],
  ['soccer total over 0.5 @H1', stopped(1, 0, { periods: periods('H1 0-0'), minutes: 45 }), 'loss'],
  ['soccer total over 0.5 @H1', stopped(1, 0, { periods: periods('H1 0-0'), minutes: 44 }), 'void ABANDONED'],
  ['soccer total over 0.5 @H1', stopped(1, 0, { periods: periods('H1 0-0') }), 'void ABANDONED'],
  ['soccer total over 0.5 @H1', stopped(1, 0, { periods: periods('H1 1-0') }), 'win'],
  ['soccer moneyline home @H2', stopped(1, 0, { periods: periods('H1 0-0, H2 1-0'), minutes: 90 }), 'win'],
  ['soccer moneyline home @H2', final(1, 0, { periods: periods('H1 0-0, H2 1-0'), minutes: 70 }), 'void ABANDONED'],
  ['soccer moneyline home @H2', final(1, 0, { periods: periods('H1 0-0, H2 1-0') }), 'win'],
  ['soccer moneyline home @H2', final(1, 0, { periods: periods('H1 0-0, H2 1-0'), facts: { innings: 5 } }), 'win'],
  ['soccer moneyline home @OT', stopped(1, 0, { periods: periods('OT 1-0'), minutes: 100 }), 'void ABANDONED'],
  ['mma moneyline home @Q1', { state: 'abandoned', minutes: 10, facts: { winner: 'home' } }, 'void ABANDONED'],
  ['basketball moneyline home @H1', stopped(50, 40, { periods: periods('Q1 20-10, Q2 20-10, Q3 10-20') }), 'win'],
  ['basketball moneyline home @Q1', stopped(50, 40, { periods: periods('Q1 20-10, Q2 20-10') }), 'win'],
  ['basketball moneyline home @Q2', stopped(50, 40, { periods: periods('Q1 20-10, Q2 20-10') }), 'void ABANDONED'],
  ['basketball moneyline home @Q2', stopped(50, 40, { periods: periods('Q1 20-10, Q2 20-10'), minutes: 24 }), 'win'],
  ['basketball moneyline home @Q1', stopped(50, 40, { periods: periods('Q1 20-10'), minutes: 12 }), 'win'],
  [
    'basketball moneyline home @Q1',
    stopped(50, 40, { periods: periods('Q1 20-10'), minutes: 10, competition: 'college' }),
    'win',
  ],
  ['basketball moneyline home @Q1', stopped(50, 40, { periods: periods('Q1 20-10'), minutes: 11 }), 'void ABANDONED'],
  ['ice_hockey moneyline home @P1', stopped(1, 0, { periods: periods('P1 1-0'), minutes: 20 }), 'win'],
  ['ice_hockey moneyline home @P2', stopped(1, 0, { periods: periods('P1 0-0, P2 1-0'), minutes: 39 }), 'void ABANDONED'],
  ['ice_hockey moneyline home @P2', stopped(1, 0, { periods: periods('P1 0-0, P2 1-0'), minutes: 40 }), 'win'],
  ['ice_hockey moneyline home @P3', stopped(1, 0, { periods: periods('P1 0-0, P2 0-0, P3 1-0, OT 0-0') }), 'win'],
  ['baseball moneyline home @F5', stopped(3, 2, { periods: periods('F5 1-0'), facts: { innings: 5 } }), 'win'],
  ['baseball moneyline home @F5', stopped(3, 2, { periods: periods('F5 1-0'), facts: { innings: (4.5).toString() } }), 'win'],
  ['baseball moneyline home @F5', stopped(2, 3, { periods: periods('F5 1-0'), facts: { innings: '4.5' } }), 'void ABANDONED'],
  ['baseball moneyline home @F5', stopped(3, 2, { periods: periods('F5 1-0'), facts: { innings: 4 } }), 'void ABANDONED'],
  ['baseball moneyline home @F5', stopped(3, 2, { periods: periods('F5 1-0') }), 'void ABANDONED'],
  ['baseball moneyline home @F5', final(3, 2, { periods: periods('F5 3-2'), facts: { innings: 4 } }), 'void ABANDONED'],
  ['baseball moneyline home @I6', stopped(3, 2, { periods: periods('I6 1-0'), facts: { innings: 5 } }), 'void ABANDONED'],
  ['baseball moneyline home @I10', stopped(3, 2, { periods: periods('I10 1-0'), facts: { innings: 10 } }), 'win'],
  ['baseball moneyline home @I9', final(3, 2, { periods: periods('I9 1-0'), minutes: 180 }), 'win'],
  ['baseball moneyline home @I2', stopped(1, 0, { periods: periods('I1 0-0, I2 1-0') }), 'win'],
  ['baseball moneyline home @I2', stopped(1, 0, { periods: periods('I2 1-0'), facts: { innings: '1.5' } }), 'void ABANDONED'],
  ['tennis moneyline home @S1', { state: 'retired', periods: periods('S1 6-4, S2 1-0') }, 'win'],
  ['tennis moneyline home @S1', { state: 'retired', periods: periods('S1 6-4') }, 'win'],
  ['tennis moneyline home @S1', { state: 'retired', periods: periods('S1 5-4') }, 'void RETIRED'],
  ['tennis moneyline home @S3', { state: 'retired', periods: periods('S3 10-4'), facts: { matchTiebreak: 'S3' } }, 'win'],
  ['tennis moneyline home @S3', { state: 'retired', periods: periods('S2 6-4') }, 'void RETIRED'],
]);

table('a called game of baseball', [
  ['baseball moneyline home', stopped(3, 2, { facts: { innings: '4.5' } }), 'win'],
  ['baseball moneyline away', stopped(2, 3, { facts: { innings: '4.5' } }), 'void ABANDONED'],
  ['baseball moneyline away', stopped(2, 3, { facts: { innings: 5 } }), 'win'],
  ['baseball moneyline home', stopped(3, 2, { facts: { innings: 4 } }), 'void ABANDONED'],
  ['baseball moneyline home', stopped(3, 2), 'void ABANDONED'],
  ['baseball moneyline home', stopped(2, 2, { facts: { innings: '4.5' } }), 'void ABANDONED'],
  ['baseball moneyline home', { state: 'final', facts: { innings: 5 } }, 'ungradeable NO_SCORE'],
  // Nothing listed is not nothing played, and one half of a game listed is not one inning.
  ['baseball moneyline home', final(0, 0), 'push'],
  ['baseball moneyline home', final(3, 2, { periods: periods('F5 3-2') }), 'win'],
  ['baseball total over 4.5', stopped(3, 2, { periods: periods(`${NINE}, I10 1-0`) }), 'win'],
  ['baseball draw_no_bet home', final(3, 2, { extraTime: false, facts: { innings: 5 } }), 'win'],
  ['baseball total over 4.5', final(3, 2, { facts: { innings: '8.5' } }), 'win'],
  ['baseball total over 4.5', final(2, 3, { facts: { innings: '8.5' } }), 'void ABANDONED'],
  ['baseball total over 4.5', final(2, 3, { facts: { innings: 9 } }), 'win'],
  ['baseball total over 4.5', final(3, 2, { facts: { innings: '6.5', scheduledInnings: 7 } }), 'win'],
  ['baseball total over 4.5', final(3, 2, { facts: { innings: 6, scheduledInnings: 7 } }), 'void ABANDONED'],
  ['baseball spread home -0.5', final(3, 2, { facts: { innings: 8 } }), 'void ABANDONED'],
  ['baseball total over 4.5', final(3, 2), 'win'],
  ['baseball total over 4.5', final(3, 2, { periods: periods('I1 3-0, I2 0-2') }), 'void ABANDONED'],
  ['baseball total over 4.5', final(3, 2, { periods: periods('I1 1-0, I2 0-2') }), 'win'],
  ['baseball total over 4.5', final(3, 2, { periods: periods('I1 3-0, I2 0-1') }), 'win'],
  ['baseball team_total home_over 2.5', final(3, 2, { facts: { innings: 6 } }), 'void ABANDONED'],
  ['baseball player_total over 1.5', final(3, 2, { facts: { innings: 6, value: 2 } }), 'win'],
  ['baseball total over 4.5', final(3, 2, { facts: { innings: 6 } }), 'void ABANDONED', {}, { decidedStands: 'never' }],
]);

table('a tennis match that ended early', [
  ['tennis moneyline home', { state: 'retired', periods: periods('S1 5-4') }, 'void RETIRED'],
  [
    'tennis moneyline home',
    { state: 'retired', periods: periods('S1 1-0'), facts: { winner: 'home', matchTiebreak: 'S1' } },
    'win',
  ],
  [
    'tennis moneyline home',
    { state: 'retired', periods: periods('S1 0-1'), facts: { winner: 'home' } },
    'win',
    {},
    { tennisMoneyline: 'first_point' },
  ],
  // Thirteen games are beyond the line; the set under way is no contradiction to one set won.
  ['tennis total over 9.5', { state: 'retired', score: { home: 1, away: 0 }, periods: periods('S1 6-4, S2 3-0') }, 'win'],
  // Nineteen games: a match tie-break that nobody leads is none yet.
  [
    'tennis total over 19.5',
    { state: 'retired', periods: periods('S1 6-4, S2 3-6, S3 5-5'), facts: { matchTiebreak: 'S3' } },
    'void RETIRED',
  ],
  ['tennis moneyline home', { state: 'retired', periods: periods('S1 6-4'), facts: { winner: 'home' } }, 'win'],
  ['tennis moneyline home', { state: 'retired', score: { home: 1, away: 0 }, facts: { winner: 'home' } }, 'win'],
  ['tennis moneyline home', { state: 'retired', score: { home: 0, away: 1 }, facts: { winner: 'home' } }, 'win'],
  [
    'tennis moneyline home',
    { state: 'retired', periods: periods('S1 10-8'), facts: { winner: 'home', matchTiebreak: 'S1' } },
    'win',
  ],
  ['tennis moneyline home', { state: 'retired', periods: periods('S1 6-4') }, 'ungradeable NO_WINNER'],
  [
    'tennis moneyline home',
    { state: 'retired', periods: periods('S1 1-0'), facts: { winner: 'home' } },
    'win',
    {},
    { tennisMoneyline: 'first_point' },
  ],
  [
    'tennis moneyline home',
    { state: 'retired', periods: periods('S1 0-0'), facts: { winner: 'home' } },
    'void RETIRED',
    {},
    { tennisMoneyline: 'first_point' },
  ],
  [
    'tennis moneyline home',
    { state: 'retired', score: { home: 1, away: 0 }, facts: { winner: 'home' } },
    'win',
    {},
    { tennisMoneyline: 'first_point' },
  ],
  [
    'tennis moneyline home',
    { state: 'retired', facts: { winner: 'home' } },
    'void RETIRED',
    {},
    { tennisMoneyline: 'first_point' },
  ],
  [
    'tennis moneyline home',
    { state: 'retired', periods: periods('S1 6-4'), facts: { winner: 'home' } },
    'void RETIRED',
    {},
    { tennisMoneyline: 'match_complete' },
  ],
  ['tennis moneyline home', { state: 'final', score: { home: 2, away: 0 } }, 'win', {}, { tennisMoneyline: 'match_complete' }],
]);

table('golf, fights and the published', [
  ['golf outright Ann', known({ position: 1, holes: 36 }), 'win'],
  ['golf outright Ann', known({ position: 1, holes: 35 }), 'void ABANDONED'],
  ['golf outright Ann', known({ position: 1, holes: 36, trophy: false }), 'void ABANDONED'],
  ['golf outright Ann', known({ position: 1, holes: 36, trophy: true }, { state: 'abandoned' }), 'win'],
  ['golf outright Ann', known({ position: 1 }, { state: 'abandoned' }), 'void ABANDONED'],
  ['golf outright Ann', known({ position: 1, holes: 18 }), 'win', {}, { golfOfficial: 'one_round' }],
  ['golf outright Ann', known({ position: 1, holes: 17 }), 'void ABANDONED', {}, { golfOfficial: 'one_round' }],
  ['golf outright Ann', known({ position: 1, holes: 18, trophy: false }), 'win', {}, { golfOfficial: 'one_round' }],
  ['mma moneyline home', known({ winner: 'home' }, { state: 'abandoned' }), 'win'],
  ['mma moneyline home', { state: 'abandoned' }, 'void ABANDONED'],
  ['horse_racing outright Ann', known({ won: true }), 'win'],
]);

table('the league rules first', [
  ['american_football moneyline home', stopped(20, 14, { minutes: 50, facts: { leagueOfficial: true } }), 'win'],
  ['american_football moneyline home', final(20, 14, { facts: { leagueOfficial: false } }), 'void ABANDONED'],
  ['american_football total over 30.5', stopped(20, 14, { facts: { leagueOfficial: true } }), 'win'],
  ['american_football total under 40.5', stopped(20, 14, { facts: { leagueOfficial: true } }), 'win'],
  ['golf outright Ann', known({ position: 1, leagueOfficial: true }, { state: 'abandoned' }), 'win'],
  ['basketball moneyline home', stopped(90, 80, { facts: { leagueOfficial: true } }), 'win'],
  ['basketball total under 200.5', stopped(90, 80, { minutes: 47, facts: { leagueOfficial: true } }), 'void ABANDONED'],
  ['baseball moneyline home', stopped(3, 2, { facts: { leagueOfficial: true, innings: 4 } }), 'win'],
  ['baseball spread home -0.5', stopped(3, 2, { facts: { leagueOfficial: true, innings: 6 } }), 'void ABANDONED'],
]);

table('forfeits', [
  [
    'american_football moneyline home',
    { state: 'forfeit', score: { home: 1, away: 0 }, minutes: 56, facts: { winner: 'home' } },
    'win',
  ],
  ['american_football moneyline home', { state: 'forfeit', minutes: 56, facts: { winner: 'away' } }, 'loss'],
  ['american_football moneyline home', { state: 'forfeit', minutes: 50, facts: { winner: 'home' } }, 'void FORFEIT'],
  ['american_football moneyline home', { state: 'forfeit', facts: { winner: 'home' } }, 'void FORFEIT'],
  ['american_football moneyline home', { state: 'forfeit', score: { home: 1, away: 0 }, minutes: 56 }, 'ungradeable NO_WINNER'],
  [
    'american_football spread home -0.5',
    { state: 'forfeit', score: { home: 1, away: 0 }, minutes: 56, facts: { winner: 'home' } },
    'void FORFEIT',
  ],
  ['american_football total over 30.5', { state: 'forfeit', score: { home: 31, away: 0 }, minutes: 56 }, 'win'],
  ['american_football moneyline home @Q1', { state: 'forfeit', periods: periods('Q1 7-0, Q2 0-0') }, 'win'],
]);

describe('facts that cannot all be true', () => {
  it.each<[boolean, string, string, Partial<EventToGrade>]>([
    [
      true,
      'quarters short of the score',
      'american_football',
      { score: { home: 24, away: 20 }, periods: periods('H1 10-20, H2 7-0') },
    ],
    [
      false,
      'the same with overtime',
      'american_football',
      { score: { home: 17, away: 20 }, periods: periods('H1 10-14, H2 4-0, OT 3-6') },
    ],
    [true, 'a half twice', 'american_football', { score: { home: 1, away: 0 }, periods: periods('H1 1-0, H1 1-0') }],
    [false, 'some periods of it', 'american_football', { score: { home: 24, away: 20 }, periods: periods('Q1 30-0') }],
    [
      true,
      'halves short of the score of regulation',
      'soccer',
      { score: { home: 2, away: 1 }, periods: periods('H1 1-0, H2 0-1') },
    ],
    [false, 'halves before extra time', 'soccer', { score: { home: 2, away: 1 }, periods: periods('H1 1-0, H2 0-1, OT 1-0') }],
    [
      true,
      'a shootout that nobody won',
      'ice_hockey',
      { score: { home: 3, away: 2 }, periods: periods('P1 1-1, P2 1-1, P3 0-0, SO 1-1') },
    ],
    [
      false,
      'an eighth inning after seven',
      'baseball',
      {
        score: { home: 3, away: 2 },
        periods: periods(SEVEN.replace('I8 0-0, I9 1-0', 'I8 1-0')),
        facts: { scheduledInnings: 7 },
      },
    ],
    [false, 'a score alone', 'soccer', { score: { home: 2, away: 1 } }],
    [false, 'a sport that no rule knows', 'curling', { score: { home: 2, away: 1 }, periods: periods('H1 9-9, H2 9-9') }],
  ])('%s: %s in %s', (contradiction, _, sport, facts) => {
    expect(contradictsItself(sport, { state: 'final', ...facts })).toBe(contradiction);
  });
});
