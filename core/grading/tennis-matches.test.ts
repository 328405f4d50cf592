import { periods, table } from './testdata/table.ts';
import { type EventInput, final } from './testdata/tickets.ts';

const ended = (text: string, facts?: EventInput['facts']): EventInput => ({
  state: 'final',
  periods: periods(sets(text)),
  facts,
});
const retired = (text: string, facts?: EventInput['facts']): EventInput => ({
  state: 'retired',
  periods: periods(sets(text)),
  facts,
});
/** `6-4 4-6 1-0` as the periods S1, S2 and S3. */
const sets = (text: string): string =>
  text
    .split(' ')
    .map((score, i) => `S${i + 1} ${score}`)
    .join(', ');

table('a match has the winner of its sets, whatever their length', [
  ['tennis moneyline home', ended('7-6 1-6 7-6 4-6 13-12'), 'win'],
  ['tennis moneyline away', ended('7-6 1-6 7-6 4-6 13-12'), 'loss'],
  ['tennis moneyline home', ended('4-3 4-2 4-2'), 'win'],
  ['tennis moneyline home', ended('6-4 4-6 1-0'), 'win'],
  ['tennis moneyline away', ended('6-4 4-6 0-1'), 'win'],
  ['tennis moneyline home', ended('9-8'), 'win'],
  ['tennis moneyline home', ended('6-5 4-6 6-5'), 'win'],
  ['tennis moneyline away', ended('5-6 6-4 68-70'), 'win'],
  ['tennis draw_no_bet home', ended('4-3 4-2 4-2'), 'win'],
  ['tennis three_way home', ended('0-6 7-6 7-6'), 'win'],
  ['tennis double_chance home_away', ended('0-6 7-6 7-6'), 'win'],
  ['tennis correct_score 3-2', ended('7-6 1-6 7-6 4-6 13-12'), 'win'],
  ['tennis correct_score 1-0', ended('9-8'), 'win'],
  ['tennis correct_score 03-0', ended('4-3 4-2 4-2'), 'win'],
  ['tennis total over 2.5', ended('6-4 4-6 1-0'), 'win', { lineUnit: 'sets' }],
  ['tennis spread away +1.5', ended('6-4 4-6 1-0'), 'win', { lineUnit: 'sets' }],
  ['tennis moneyline home @S3', ended('6-4 4-6 1-0'), 'win'],
  ['tennis total over 20.5', ended('6-4 4-6 1-0'), 'win'],
  ['tennis total over 21.5', ended('6-4 4-6 1-0'), 'loss'],
  // Sets that are listed and were not played are none, wherever a list begins.
  ['tennis moneyline home', ended('6-4 6-4 0-0'), 'win'],
  ['tennis total over 19.5', { ...ended('6-4 6-4 0-0'), score: { home: 2, away: 0 } }, 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S3 6-4, S1 4-6, S2 6-4') }, 'win'],
  ['tennis moneyline home', { state: 'final', periods: periods('S1 6-4, S3 6-4') }, 'ungradeable PERIODS_NEEDED'],
  ['tennis total over 9.5', { state: 'final', periods: periods('S1 6-4, S3 6-4') }, 'ungradeable PERIODS_NEEDED'],
]);

table('level sets are no result of a match that is final', [
  ['tennis moneyline home', final(1, 1), 'ungradeable SETS_LEVEL'],
  ['tennis draw_no_bet home', final(1, 1), 'ungradeable SETS_LEVEL'],
  ['tennis correct_score 1-1', final(1, 1), 'ungradeable SETS_LEVEL'],
  ['tennis total over 1.5', final(1, 1), 'ungradeable SETS_LEVEL', { lineUnit: 'sets' }],
  ['tennis total over 15.5', ended('6-4 4-6'), 'ungradeable SETS_LEVEL'],
  ['tennis moneyline home', ended('6-4 4-6'), 'ungradeable SETS_LEVEL'],
  ['tennis moneyline home', final(0, 0), 'ungradeable SETS_LEVEL'],
  // The first set is known all the same.
  ['tennis moneyline home @S1', ended('6-4 4-6'), 'win'],
  ['tennis moneyline home', ended('6-4 6-6'), 'ungradeable SCORES_DISAGREE'],
]);

const HOME = { winner: 'home' } as const;
table('a retirement keeps what is decided', [
  ['tennis moneyline home', retired('4-2 1-0', HOME), 'win'],
  ['tennis moneyline home', retired('4-2', HOME), 'void RETIRED'],
  ['tennis moneyline home @S1', retired('4-2 1-0', HOME), 'win'],
  ['tennis moneyline home @S2', retired('4-2 1-0', HOME), 'void RETIRED'],
  ['tennis total over 2.5', retired('6-4 4-6 2-1', { ...HOME, bestOf: 3 }), 'win', { lineUnit: 'sets' }],
  ['tennis total under 2.5', retired('6-4 4-6 2-1', { ...HOME, bestOf: 3 }), 'loss', { lineUnit: 'sets' }],
  ['tennis total over 2.5', retired('6-4 4-6 2-1', HOME), 'win', { lineUnit: 'sets' }],
  // The third set must come although it has not begun.
  ['tennis total over 2.5', retired('6-4 4-6', { ...HOME, bestOf: 3 }), 'win', { lineUnit: 'sets' }],
  ['tennis total over 2.5', retired('6-4 3-2', { ...HOME, bestOf: 3 }), 'void RETIRED', { lineUnit: 'sets' }],
  ['tennis total over 3.5', retired('6-4 4-6 2-1', { ...HOME, bestOf: 5 }), 'win', { lineUnit: 'sets' }],
  ['tennis total over 3.5', retired('6-4 4-6 2-1', HOME), 'void RETIRED', { lineUnit: 'sets' }],
  ['tennis total over 4.5', retired('6-4 4-6 2-6 6-2', { ...HOME, bestOf: 5 }), 'win', { lineUnit: 'sets' }],
  ['tennis total over 4.5', retired('6-4 4-6 2-6 6-2 1-0', HOME), 'win', { lineUnit: 'sets' }],
  ['tennis odd_even odd', retired('6-4 4-6 2-6 6-2 1-0', HOME), 'win', { lineUnit: 'sets' }],
  ['tennis spread home -1.5', retired('4-6 2-1', { ...HOME, bestOf: 3 }), 'loss', { lineUnit: 'sets' }],
  ['tennis spread away +1.5', retired('4-6 2-1', { ...HOME, bestOf: 3 }), 'win', { lineUnit: 'sets' }],
  ['tennis spread home -1.5', retired('4-6 2-1', HOME), 'void RETIRED', { lineUnit: 'sets' }],
  ['tennis correct_score 2-0', retired('4-6 2-1', { ...HOME, bestOf: 3 }), 'loss'],
  ['tennis correct_score 2-1', retired('4-6 2-1', { ...HOME, bestOf: 3 }), 'void RETIRED'],
  ['tennis total over 2.5', { ...retired('6-4 4-6 2-1', HOME), score: { home: 1, away: 1 } }, 'win', { lineUnit: 'sets' }],
  ['tennis total over 2.5', { state: 'retired', score: { home: 1, away: 1 }, facts: HOME }, 'win', { lineUnit: 'sets' }],
  ['tennis total over 2.5', retired('6-4 4-6 2-1', HOME), 'void RETIRED', { lineUnit: 'sets' }, { decidedStands: 'never' }],
  // Play has decided nothing about sets until the first is over.
  ['tennis total over 2.5', retired('3-1', { ...HOME, bestOf: 5 }), 'void RETIRED', { lineUnit: 'sets' }],
  ['tennis moneyline home @S3', retired('6-4 4-6 5-3', { ...HOME, matchTiebreak: 'S3' }), 'void RETIRED'],
  ['tennis moneyline home @S3', retired('6-4 4-6 10-7', { ...HOME, matchTiebreak: 'S3' }), 'win'],
  ['tennis total over 2.5', retired('6-4 4-6 2-1', { winner: 'home', bestOf: 3 }), 'win', { lineUnit: 'sets', live: true }],
]);

const EVERY_END = { unfinishedSet: 'every_end' } as const;
const THREE = { ...HOME, bestOf: 3 } as const;
table('the games of an unfinished set, as the policy says', [
  ['tennis total over 9.5 @S1', retired('4-4', THREE), 'void RETIRED'],
  ['tennis total over 9.5 @S1', retired('4-4', THREE), 'win', {}, EVERY_END],
  ['tennis total under 9.5 @S1', retired('4-4', THREE), 'loss', {}, EVERY_END],
  ['tennis total over 10.5 @S1', retired('4-4', THREE), 'void RETIRED', {}, EVERY_END],
  ['tennis total under 13.5 @S1', retired('4-4', THREE), 'win', {}, EVERY_END],
  ['tennis total over 7.5 @S1', retired('4-4', THREE), 'win'],
  ['tennis total over 23.5', retired('6-2 4-6', THREE), 'void RETIRED'],
  ['tennis total over 23.5', retired('6-2 4-6', THREE), 'win', {}, EVERY_END],
  ['tennis total over 24.5', retired('6-2 4-6', THREE), 'void RETIRED', {}, EVERY_END],
  ['tennis spread home +2.5', retired('6-3 3-6 5-5', THREE), 'win', {}, EVERY_END],
  ['tennis spread home -2.5', retired('6-3 3-6 5-5', THREE), 'loss', {}, EVERY_END],
  ['tennis spread home +2', retired('6-3 3-6 5-5', THREE), 'void RETIRED', {}, EVERY_END],
  ['tennis spread home +2.5', retired('6-3 3-6 5-5', THREE), 'void RETIRED'],
  ['tennis total over 15.5 @S3', retired('6-3 3-6 8-7', THREE), 'win', {}, EVERY_END],
  ['tennis total under 90.5 @S3', retired('6-3 3-6 8-7', THREE), 'void RETIRED', {}, EVERY_END],
  // Short sets, and a tie-break to come, end at a score that nobody stated.
  ['tennis total over 10.5', retired('4-2 3-3', THREE), 'win', {}, EVERY_END],
  ['tennis total over 12.5', retired('4-2 3-3', THREE), 'void RETIRED', {}, EVERY_END],
  ['tennis total over 20.5', retired('6-4 4-6', { ...THREE, matchTiebreak: 'S3' }), 'void RETIRED', {}, EVERY_END],
  ['tennis total over 40.5', retired('6-4 6-4', { ...HOME, bestOf: 5 }), 'void RETIRED', {}, EVERY_END],
  ['tennis total over 25.5', retired('6-4 6-4', { ...HOME, bestOf: 5 }), 'win', {}, EVERY_END],
]);
