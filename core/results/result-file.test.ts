import fc from 'fast-check';
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

  it('as CSV takes the facts of each sport', () => {
    const rows = csv(
      'eventId,homeScore,awayScore,periods,homePitcher,innings,advances,corners,yellowCards,redCards,roundMinutes,venue,neutralGround,reason',
      `${eventId},3,2,I8 3-2; I9 x-0,Gerrit Cole,8.5,,,,,,,,Box.`,
      `${eventId},1,1,,,,away,7-4,2-1,0-1,,moved,true,Report.`,
      `${eventId},1,0,,,,,,,,5,,,Card.`,
      `${eventId},1,0,,,,,7,,,,,,Report.`,
      `${eventId},1,0,,,,,,,,,,maybe,Report.`,
    );
    expect(rows).toMatchObject([
      {
        row: {
          statement: {
            periods: [
              { period: 'I8', home: 3, away: 2 },
              { period: 'I9', home: 0, away: 0, unplayed: 'home' },
            ],
            facts: { pitchers: { home: 'Gerrit Cole' }, innings: '8.5' },
          },
        },
      },
      {
        row: {
          statement: {
            facts: {
              ...{ advances: 'away', corners: { home: 7, away: 4 }, yellowCards: { home: 2, away: 1 } },
              ...{ redCards: { home: 0, away: 1 }, venue: 'moved', neutralGround: true },
            },
          },
        },
      },
      { row: { statement: { facts: { roundMinutes: 5 } } } },
      { line: 5, problem: expect.stringMatching(/^facts\.corners: /) },
      { line: 6, problem: expect.stringMatching(/^facts\.neutralGround: /) },
    ]);
  });

  it('as CSV names a tournament by its title, and states its leaderboard', () => {
    const rows = csv(
      'league,title,home,startsAt,state,leaderboard,holes,trophy,reason',
      'golf_majors,Masters Tournament,,2026-04-09T12:00:00.000Z,,1 Ann A -10; T2 Ben B -7; T2 Cat C -7; CUT Dan D; DNS Eve F,72,true,Official.',
      'golf_majors,Masters Tournament,,2026-04-09T12:00:00.000Z,,1 Ann A; 3 Ben B,,,Official.',
      'golf_majors,,,2026-04-09T12:00:00.000Z,,1 Ann A,,,Official.',
      'golf_majors,Masters Tournament,Ann A,2026-04-09T12:00:00.000Z,,1 Ann A,,,Official.',
      'nfl,Masters Tournament,Bills,2026-04-09T12:00:00.000Z,,1 Ann A,,,Official.',
      'golf_majors,Masters Tournament,,2026-04-09T12:00:00.000Z,,1 Ann A,lots,,Official.',
    );
    expect(rows).toMatchObject([
      {
        line: 2,
        row: {
          game: { league: 'golf_majors', title: 'Masters Tournament', home: null, away: null },
          statement: {
            state: 'final',
            facts: {
              ...{ holes: 72, trophy: true },
              entries: {
                'Ann A': { position: 1, score: -10, cut: 'made' },
                'Ben B': { position: 2 },
                'Cat C': { position: 2, score: -7 },
                'Dan D': { cut: 'missed' },
                'Eve F': { started: false },
              },
            },
          },
        },
      },
      { line: 3, problem: expect.stringMatching(/^leaderboard: 3 does not follow/) },
      { line: 4, problem: expect.stringMatching(/^title: /) },
      { line: 5, problem: expect.stringContaining('home') },
      { line: 6, problem: expect.stringContaining('away') },
      { line: 7, problem: expect.stringMatching(/^facts\.holes: /) },
    ]);
    expect((rows[0] as { row: { statement: object } }).row.statement).not.toHaveProperty('score');
  });
  it('as NDJSON names a tournament by its title', () => {
    const facts = { entries: { Ann: { position: 1 } } };
    const game = { league: 'golf_majors', title: 'US Open', startsAt: '2026-06-18T11:00:00.000Z' };
    expect(readResultFile('ndjson', JSON.stringify({ ...game, facts, reason: 'Official.' }))).toMatchObject([
      { row: { game: { ...game, home: null }, statement: { facts } } },
    ]);
  });

  it('as CSV takes a suspension with both scores', () => {
    const [read] = csv(
      'eventId,homeScore,awayScore,actualStart,suspendedAt,resumedAt,suspendedScore,suspendedPeriods,suspendedMinutes,reason',
      `${eventId},20,21,2026-09-13T17:01:00Z,2026-09-13T19:00:00Z,2026-09-15T19:00:00Z,20-14,H1 20-7; H2 0-7,54:30,League.`,
    );
    expect(read).toMatchObject({
      row: {
        statement: {
          score: { home: 20, away: 21 },
          actualStart: '2026-09-13T17:01:00Z',
          suspendedAt: '2026-09-13T19:00:00Z',
          resumedAt: '2026-09-15T19:00:00Z',
          atSuspension: { score: { home: 20, away: 14 }, periods: [{ period: 'H1' }, { period: 'H2' }], minutes: '54:30' },
        },
      },
    });
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
    ['a quote in the header that is not closed', 'eventId,"reason\nx,1', 'a quote that is not closed'],
    ['empty cells alone', ',,\n \n', 'no header'],
    ['a column that nobody knows', 'eventId,odds\nx,1', 'odds'],
    ['a column twice', 'eventId,eventId\nx,x', 'eventId'],
  ])('with %s has one problem and no row', (_, file, problem) => {
    const [first, ...others] = readResultFile('csv', file);
    expect([first, others]).toEqual([{ line: 1, problem: expect.stringContaining(problem) }, []]);
  });

  it('with a quote that is not closed has the rows before it, and the line at which it opens', () => {
    const good = `${eventId},24,20,Official.`;
    const rows = csv('eventId,homeScore,awayScore,reason', good, '', `${eventId},"24,20,Official.`, good);
    expect(rows).toMatchObject([
      { line: 2, row: {} },
      { line: 4, problem: 'a quote that is not closed' },
    ]);
  });

  it('may have spaces around cells, quotes within them, and the line ends of any system', () => {
    const row = ` ${eventId} , 24 ,20, "Said ""final"", on air" `;
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = readResultFile('csv', ['eventId,homeScore, awayScore ,reason', row, `${eventId},1,0,6" of snow`].join(end));
      expect(rows).toMatchObject([
        { line: 2, row: { statement: { score: { home: 24, away: 20 }, reason: 'Said "final", on air' } } },
        { line: 3, row: { statement: { reason: '6" of snow' } } },
      ]);
    }
  });

  it('keeps each reason as it was written, whatever stands in it, and the line of its row', () => {
    const letters = fc.constantFrom('a', '"', ',', '\n', ';', '\u00e9', ' ');
    const reasons = fc.array(
      fc.string({ unit: letters, minLength: 1, maxLength: 12 }).map((text) => `x${text}x`),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(reasons, (all) => {
        const rows = csv(
          'eventId,homeScore,awayScore,reason',
          ...all.map((one) => `${eventId},1,0,"${one.replaceAll('"', '""')}"`),
        );
        const firstLines = all.map((_, i) => 2 + i + all.slice(0, i).join('').split('\n').length - 1);
        expect(rows.map(({ line }) => line)).toEqual(firstLines);
        expect(rows).toMatchObject(all.map((reason) => ({ row: { statement: { reason } } })));
      }),
    );
  });

  it('of any text at all is rows and problems, and never an error', () => {
    const piece = fc.constantFrom('"', ',', '\n', '\r', 'eventId', 'reason', eventId, '{', '}', '\u0000', 'x', ' ');
    fc.assert(
      fc.property(
        fc.constantFrom('csv' as const, 'ndjson' as const),
        fc.array(piece).map((all) => all.join('')),
        (format, file) => {
          const lines = readResultFile(format, file).map(({ line }) => line);
          expect(lines.every((line) => line >= 1 && line <= file.split(/\r\n?|\n/).length)).toBe(true);
        },
      ),
    );
  });
});
