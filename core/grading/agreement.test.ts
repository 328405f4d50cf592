import { periods, table } from './testdata/table.ts';
import { type EventInput, final, known } from './testdata/tickets.ts';

const DISAGREE = 'ungradeable SCORES_DISAGREE';
const matchOf = (home: number, away: number, text: string, facts?: EventInput['facts']): EventInput =>
  final(home, away, { periods: periods(text), facts });
const stopped = (home: number, away: number, text: string): EventInput => ({ ...matchOf(home, away, text), state: 'abandoned' });

table('a match of tennis that is told twice', [
  ['tennis moneyline away', matchOf(0, 2, 'S1 6-2, S2 6-1'), DISAGREE],
  ['tennis moneyline home', final(0, 2, { facts: { winner: 'home' } }), DISAGREE],
  ['tennis moneyline home', final(2, 0, { facts: { winner: 'home' } }), 'win'],
  ['tennis moneyline home', final(2, 0, { facts: { winner: 'draw' } }), DISAGREE],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-2, S2 6-1'), facts: { winner: 'away' } }, DISAGREE],
  ['tennis total over 2.5', matchOf(2, 1, 'S1 6-2, S2 6-1'), DISAGREE, { lineUnit: 'sets' }],
  ['tennis moneyline home', matchOf(2, 0, 'S1 6-2, S2 6-1, S3 6-0'), DISAGREE],
  ['tennis moneyline home', matchOf(2, 1, 'S1 6-2, S2 6-1, S3 6-0'), DISAGREE],
  ['tennis moneyline home @S1', matchOf(0, 2, 'S1 6-2, S2 6-1'), DISAGREE],
  // Some of the sets contradict nothing that they can be part of.
  ['tennis moneyline home', matchOf(2, 1, 'S1 6-2'), 'win'],
  ['tennis moneyline home', matchOf(2, 0, 'S1 2-6'), DISAGREE],
  ['tennis moneyline home', final(2, 0, { facts: { bestOf: 5 } }), DISAGREE],
  ['tennis moneyline home', final(3, 1, { facts: { bestOf: 3 } }), DISAGREE],
  ['tennis moneyline home', { ...matchOf(0, 2, 'S1 6-2, S2 6-1', { winner: 'home' }), state: 'retired' }, DISAGREE],
  ['tennis moneyline home', { ...matchOf(1, 0, 'S1 6-2, S2 1-3', { winner: 'away' }), state: 'retired' }, 'loss'],
  [
    'tennis total over 2.5',
    { ...matchOf(2, 0, 'S1 2-6, S2 6-3, S3 1-0', { winner: 'home' }), state: 'retired' },
    DISAGREE,
    { lineUnit: 'sets' },
  ],
]);

const FIVE = 'I1 0-1, I2 0-0, I3 1-0, I4 0-1, I5 0-0';
table('a period and its parts', [
  ['american_football moneyline home @H1', final(30, 20, { periods: periods('Q1 7-0, Q2 0-10, H1 14-7') }), DISAGREE],
  ['american_football moneyline home @H1', final(30, 20, { periods: periods('Q1 7-0, Q2 7-7, H1 14-7') }), 'win'],
  ['american_football moneyline home @Q1', final(30, 20, { periods: periods('Q1 7-0, Q2 0-10, H1 14-7') }), DISAGREE],
  ['american_football moneyline home', final(30, 20, { periods: periods('Q1 7-0, Q2 0-10, H1 14-7') }), DISAGREE],
  ['american_football moneyline home @H1', final(30, 20, { periods: periods('Q1 17-0, H1 14-7') }), DISAGREE],
  ['basketball total over 100.5 @H2', final(90, 80, { periods: periods('Q3 20-20, Q4 20-20, H2 60-60') }), DISAGREE],
  ['baseball moneyline home @F5', final(5, 4, { periods: periods(`${FIVE}, F5 2-1`) }), DISAGREE],
  ['baseball moneyline away @F5', final(5, 4, { periods: periods(`${FIVE}, F5 1-2`) }), 'win'],
  ['baseball moneyline home @F5', final(5, 4, { periods: periods('I1 3-0, F5 2-1') }), DISAGREE],
]);

table('the periods and the score', [
  // Extra time that is not listed may have had goals.
  ['soccer total over 2.5', final(2, 2, { extraTime: true, periods: periods('H1 1-1, H2 0-0, SO 5-4') }), 'loss'],
  ['soccer total over 2.5', final(1, 0, { extraTime: true, periods: periods('H1 1-1, H2 0-0, SO 5-4') }), DISAGREE],
  ['soccer moneyline home @H1', final(1, 1, { periods: periods('H1 2-0') }), DISAGREE],
  ['soccer three_way draw', final(1, 1, { periods: periods('H1 2-0') }), DISAGREE],
  ['soccer moneyline home @H1', final(2, 1, { periods: periods('H1 2-0') }), 'win'],
  ['soccer total over 1.5', stopped(1, 1, 'H1 2-0'), DISAGREE],
  ['soccer spread home -0.5', stopped(1, 1, 'H1 2-0'), 'void ABANDONED'],
  ['soccer total over 3.5', final(4, 3, { periods: periods('H1 1-1, H2 1-1, OT 1-1') }), DISAGREE],
  ['soccer spread home 0', final(4, 3, { periods: periods('H1 1-1, H2 1-1, OT 1-1, SO 5-4') }), DISAGREE],
  ['soccer total over 3.5', final(3, 3, { periods: periods('H1 1-1, H2 1-1, OT 1-1, SO 5-4') }), 'win'],
  [
    'basketball three_way draw',
    final(118, 113, { periods: periods('Q1 30-25, Q2 25-30, Q3 27-28, Q4 26-25, OT 11-5') }),
    DISAGREE,
  ],
  [
    'basketball moneyline home @Q1',
    final(118, 113, { periods: periods('Q1 31-25, Q2 25-30, Q3 27-28, Q4 26-25, OT 10-5') }),
    DISAGREE,
  ],
  ['basketball moneyline home', final(90, 80, { periods: periods('H1 50-40, Q3 20-20, Q4 30-20') }), DISAGREE],
  ['basketball moneyline home', final(100, 80, { periods: periods('H1 50-40, Q3 20-20, Q4 30-20') }), 'win'],
  ['ice_hockey three_way draw', final(4, 3, { periods: periods('P1 1-1, P2 1-1, P3 0-0, OT 1-0') }), DISAGREE],
  ['ice_hockey moneyline home', final(3, 2, { periods: periods('P1 4-0') }), DISAGREE],
  [
    'baseball moneyline home',
    final(7, 5, { periods: periods('I1 4-0, I2 0-2, I3 1-1'), facts: { innings: 3 } }),
    'void ABANDONED',
  ],
  ['baseball moneyline home', final(8, 3, { periods: periods(`${FIVE}`), facts: { innings: 5 } }), DISAGREE],
  ['baseball moneyline away', { state: 'final', periods: periods(FIVE), facts: { innings: 5 } }, 'win'],
  ['american_football moneyline home', final(20, 14, { extraTime: false, periods: periods('OT 6-0') }), DISAGREE],
  // A match that was awarded was not played.
  ['soccer moneyline away @H1', { ...matchOf(3, 0, 'H1 0-1, H2 0-0'), state: 'forfeit' }, 'win'],
]);

table('the score and the winner', [
  ['american_football moneyline home', final(20, 14, { facts: { winner: 'away' } }), DISAGREE],
  ['american_football moneyline home', final(20, 14, { facts: { winner: 'home' } }), 'win'],
  ['american_football moneyline home', final(20, 20, { facts: { winner: 'draw' } }), 'push'],
  ['american_football moneyline home', final(20, 20, { facts: { winner: 'home' } }), DISAGREE],
  ['american_football total over 30.5', final(20, 14, { facts: { winner: 'away' } }), DISAGREE],
  ['soccer three_way draw', final(1, 1, { facts: { winner: 'home' } }), DISAGREE],
  ['soccer three_way draw', final(1, 1, { periods: periods('H1 0-1, H2 1-0, SO 5-3'), facts: { winner: 'home' } }), 'win'],
  ['soccer three_way draw', final(2, 1, { periods: periods('H1 0-1, H2 1-0, OT 1-0'), facts: { winner: 'home' } }), 'win'],
  ['soccer three_way draw', final(2, 1, { periods: periods('H1 0-1, H2 1-0, OT 1-0'), facts: { winner: 'draw' } }), 'win'],
  ['soccer three_way draw', final(2, 1, { periods: periods('H1 0-1, H2 1-0, OT 1-0'), facts: { winner: 'away' } }), DISAGREE],
  ['soccer three_way draw', { state: 'final', periods: periods('H1 0-1, H2 1-0'), facts: { winner: 'away' } }, DISAGREE],
  ['mma moneyline home', final(0, 1, { facts: { winner: 'home' } }), DISAGREE],
  ['mma moneyline home', final(29, 28, { facts: { winner: 'home' } }), 'win'],
  ['rugby moneyline home', final(12, 9, { facts: { winner: 'no_contest' } }), 'win'],
  [
    'soccer three_way home',
    final(1, 1, { extraTime: true, periods: periods('H1 1-0, H2 0-1'), facts: { winner: 'home' } }),
    'loss',
  ],
]);

table('a place and what speaks against it', [
  ['golf outright Ann', known({ won: true, position: 3 }), DISAGREE],
  ['golf outright Ann', known({ won: true, cut: 'missed' }), DISAGREE],
  ['golf top_n Ann 10', known({ won: true, cut: 'withdrew' }), DISAGREE],
  ['golf top_n Ann 10', known({ won: true }), 'win'],
  ['mma total over 2.5', known({ endRound: 4, endTime: '1:00', scheduledRounds: 3, winner: 'home' }), DISAGREE],
  ['boxing total over 2.5', known({ endRound: 3, endTime: '3:01', winner: 'home' }), DISAGREE],
]);
