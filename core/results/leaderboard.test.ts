import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLeaderboard } from './leaderboard.ts';

const entriesOf = (cell: string) => (readLeaderboard(cell) as { entries?: unknown }).entries;

describe('a leaderboard in a cell', () => {
  it('has places, scores, and the words of those without one', () => {
    const cell =
      '1 Scottie Scheffler -10; 2 Rory McIlroy -7;T3 Shane Lowry 283 ; T3 Cameron Smith E; 5 Min Woo Lee; CUT Tiger Woods +7; WD Louis Oosthuizen; DQ A B; MDF C D 290; DNS Paul Casey;';
    expect(entriesOf(cell)).toEqual({
      'Scottie Scheffler': { position: 1, score: -10, cut: 'made' },
      'Rory McIlroy': { position: 2, score: -7, cut: 'made' },
      'Shane Lowry': { position: 3, score: 283, cut: 'made' },
      'Cameron Smith': { position: 3, score: 0, cut: 'made' },
      'Min Woo Lee': { position: 5, cut: 'made' },
      'Tiger Woods': { cut: 'missed', score: 7 },
      'Louis Oosthuizen': { cut: 'withdrew' },
      'A B': { cut: 'withdrew' },
      'C D': { cut: 'made', finished: false, score: 290 },
      'Paul Casey': { started: false },
    });
  });
  it('of a tournament without a cut says nothing of one', () =>
    expect(entriesOf('1 Ann; 2 Ben')).toEqual({ Ann: { position: 1 }, Ben: { position: 2 } }));
  it('takes composed letters as they are compared', () =>
    expect(entriesOf('1 Jose\u0301 Mari\u0301a Olaza\u0301bal')).toEqual({ 'José María Olazábal': { position: 1 } }));

  it.each([
    ['1 Ann; 2', 'is not a place'],
    ['1', 'is not a place'],
    ['T Ann', 'is not a place'],
    ['0 Ann', 'is not a place'],
    ['OUT Ann', 'is not a place'],
    ['cut Ann', 'is not a place'],
    ['1 constructor', 'is not a place'],
    ['1 Ann; CUT Ann', 'Ann stands twice'],
    ['1 Ann; 3 Ben', '3 does not follow 1 better places: 2 is due'],
    ['1 Ann; T2 Ben', 'nobody else has place 2 of Ben'],
    ['1 Ann; T2 Ben; 2 Cat', 'place 2 of Cat is shared: T2'],
    ['1 Ann; T2 Ben; T2 Cat; 3 Dan', '3 does not follow 3 better places: 4 is due'],
    ['DNS Ann 70', 'did not start'],
  ])('%s: %s', (cell, problem) => expect(readLeaderboard(cell)).toEqual({ problem: expect.stringContaining(problem) }));

  it('of any text is read or refused', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[T1-3 A-CWDNSE;+-]{0,12}$/)), (parts) => {
        const read = readLeaderboard(parts.join(';'));
        expect(Object.keys(read)).toEqual(['entries' in read ? 'entries' : 'problem']);
      }),
    ));
});
