import { describe, expect, it } from 'vitest';
import type { EventToGrade } from '#schemas/settlement';
import { contradictsItself } from './score-rules.ts';
import { periods, table } from './testdata/table.ts';
import { type EventInput, final, known } from './testdata/tickets.ts';

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
  ['american_football moneyline home @P1', overtimeGame, 'ungradeable UNKNOWN_PERIOD'],
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
  ['soccer total over 0.5 @Q1', final(1, 0, { periods: periods('H1 0-0, H2 1-0') }), 'ungradeable UNKNOWN_PERIOD'],
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
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-4, S2 6-7') }, 'ungradeable SETS_LEVEL'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-4, S2 3-6, S3 5-2') }, 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 8-6') }, 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-5') }, 'win'],
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
    [false, 'some periods of it', 'american_football', { score: { home: 24, away: 20 }, periods: periods('Q1 20-0') }],
    [true, 'a period beyond the score', 'american_football', { score: { home: 24, away: 20 }, periods: periods('Q1 30-0') }],
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
