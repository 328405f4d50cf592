import { describe, expect, it } from 'vitest';
import { readResultFile } from './result-file.ts';

const eventId = '0190a000-0000-7000-8000-000000000001';
const csv = (...lines: string[]) => readResultFile('csv', lines.join('\n'));

describe('a file of results', () => {
  it('as CSV names a game by id or by teams, and states what an admin would', () => {
    const rows = csv(
      '\uFEFFeventId,league,home,away,startsAt,homeScore,awayScore,periods,winner,method,endRound,endTime,reason',
      `${eventId},,,,,24,20,,,,,,Official.`,
      ',ufc,Ann A,Ben B,2026-09-13T03:00:00.000Z,1,0,,home,ko,2,3:14,"Card, as ""published"""',
      ',atp,Ann A,Ben B,2026-09-13T03:00:00.000Z,2,1,S1 6-4; S2 4-6; S3 7-6,,,,,Draw.',
      '',
    );
    expect(rows).toMatchObject([
      { line: 2, row: { game: { eventId }, statement: { state: 'final', score: { home: 24, away: 20 }, reason: 'Official.' } } },
      {
        line: 3,
        row: {
          game: { league: 'ufc', home: 'Ann A', away: 'Ben B' },
          statement: {
            facts: { winner: 'home', method: 'ko', endRound: 2, endTime: '3:14' },
            reason: 'Card, as "published"',
          },
        },
      },
      { line: 4, row: { statement: { periods: [{ period: 'S1', home: 6, away: 4 }, { period: 'S2' }, { home: 7, away: 6 }] } } },
    ]);
  });

  it('as NDJSON takes each field of a statement', () => {
    const facts = { entries: { 'Cooper Kupp': { started: true, stats: { receptions: 7 } } } };
    const good = { eventId, score: { home: 1, away: 0 }, facts, reason: 'Official.' };
    expect(readResultFile('ndjson', `\n${JSON.stringify(good)}\r\n{"eventId":1}\n[]\n{`)).toMatchObject([
      { line: 2, row: { game: { eventId }, statement: { facts } } },
      { line: 3, problem: expect.stringContaining('eventId') },
      { line: 4, problem: 'not a JSON object' },
      { line: 5, problem: 'not a JSON object' },
    ]);
  });

  it('reports each row that cannot be read by its line and the field, and keeps the others', () => {
    const rows = csv(
      'eventId,league,state,homeScore,awayScore,periods,reason',
      `${eventId},,final,24,20,,Official.`,
      `${eventId},,final,24,x,,Official.`,
      `${eventId},,won,24,20,,Official.`,
      `${eventId},,final,24,20,,`,
      `${eventId},,final,24,20,S1 6,Official.`,
      ',nfl,final,24,20,,Official.',
      `${eventId},final`,
      '"two',
      'lines",,final,1,0,,Official.',
      `${eventId},,cancelled,,,,"Rain,\nall day."`,
    );
    expect(rows.map(({ line, ...read }) => [line, 'problem' in read ? read.problem.split(':')[0] : 'taken'])).toEqual([
      [2, 'taken'],
      [3, 'score.away'],
      [4, 'state'],
      [5, 'reason'],
      [6, expect.stringContaining('periods')],
      [7, 'home'],
      [8, '2 cells under 7 columns'],
      [9, 'eventId'],
      [11, 'taken'],
    ]);
  });

  it.each([
    ['no header', '', 'no header'],
    ['a quote that is not closed', 'eventId,reason\n"x', 'no header, or a quote'],
    ['a column that nobody knows', 'eventId,odds\nx,1', 'odds'],
    ['a column twice', 'eventId,eventId\nx,x', 'eventId'],
  ])('with %s has one problem and no row', (_, file, problem) => {
    const [first, ...others] = readResultFile('csv', file);
    expect([first, others]).toEqual([{ line: 1, problem: expect.stringContaining(problem) }, []]);
  });
});
