import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { GradeError, GradeReply, GradeSummary } from '#schemas/grade';
import { gradeStream, gradeText } from './grade.ts';

const draw = {
  id: 'draw',
  kind: 'single',
  stake: '100',
  legs: [
    {
      sport: 'soccer',
      market: 'spread',
      period: 'game',
      selection: 'home',
      line: '+0.25',
      odds: { format: 'decimal', price: '1.95' },
      event: { state: 'final', score: { home: 1, away: 1 } },
      closing: {
        method: 'multiplicative',
        prices: [
          { selection: 'home', price: '1.90' },
          { selection: 'away', price: '1.98' },
        ],
      },
    },
  ],
};
const [leg] = draw.legs;
const line = (more: object) => JSON.stringify({ ...draw, ...more });
const priced = (id: string) => ({ ...leg, event: { ...leg?.event, id } });

describe('gradeText', () => {
  it('returns the grade of a line', () => {
    expect(GradeReply.parse(gradeText(JSON.stringify(draw)))).toMatchObject({
      id: 'draw',
      result: 'half_win',
      fractions: { won: '1/2', returned: '1/2', lost: '0' },
      grossReturn: '147.500000',
      profit: '47.500000',
      profitExact: '95/2',
      reason: null,
      policyVersion: '1',
      clv: { raw: '0.026316', fair: '-0.004897', method: 'multiplicative' },
    });
  });

  it.each<[string, string, string, string | null]>([
    ['not JSON', '{', 'this line is not JSON', null],
    ['no object', '[]', 'Invalid input: expected object, received array', null],
    ['an unknown key', line({ colour: 1 }), 'Unrecognized key: "colour"', 'colour'],
    ['an unknown key within', line({ legs: [{ ...leg, colour: 1 }] }), 'Unrecognized key: "colour"', 'legs.0.colour'],
    ['no stake', line({ stake: '0.000000' }), 'a stake is more than nothing', 'stake'],
    ['too fine a stake', line({ stake: '1.0000001' }), 'an amount with at most six places, such as 1.5', 'stake'],
    ['no price', line({ legs: [{ ...leg, odds: undefined }] }), 'each leg needs its odds', 'legs.0.odds'],
    [
      'no such price',
      line({ legs: [{ ...leg, odds: { format: 'american', price: '-99' } }] }),
      'American odds are a whole number of 100 or more, such as +150 or -110',
      'legs.0.odds.price',
    ],
    ['two legs of a single', line({ legs: [leg, leg] }), 'a single has one leg', 'legs'],
    ['one leg of a parlay', line({ kind: 'parlay' }), 'a ticket has at least two legs', 'legs'],
    [
      'one event twice',
      line({ kind: 'parlay', legs: [priced('x'), priced('y'), priced('x')] }),
      'two legs on one event are not independent: that is a same-game parlay',
      'legs.2.event.id',
    ],
    [
      'one event twice in a round robin',
      line({ kind: 'round_robin', size: 2, legs: [priced('x'), priced('x')] }),
      'two legs on one event are not independent: that is a same-game parlay',
      'legs.1.event.id',
    ],
    [
      'a round robin of unknown size',
      line({ kind: 'round_robin', legs: [leg, leg] }),
      'a round robin needs a size of at most its legs',
      'size',
    ],
    [
      'too large a round robin',
      line({ kind: 'round_robin', size: 3, legs: [leg, leg] }),
      'a round robin needs a size of at most its legs',
      'size',
    ],
    [
      'a same-game parlay without a price',
      line({ kind: 'same_game_parlay', legs: [leg, leg] }),
      'a same-game parlay needs its quoted price',
      'odds',
    ],
    ['a teaser without prices', line({ kind: 'teaser', legs: [leg, leg] }), 'a teaser needs its prices', 'teaserPrices'],
    [
      'an each-way parlay',
      line({ kind: 'parlay', legs: [leg, leg], eachWay: { fraction: '1/4' } }),
      'only a single takes this',
      'eachWay',
    ],
    ['an unknown policy', line({ policy: { version: '0' } }), 'there is no settlement policy 0', 'policy.version'],
    [
      'an unknown state',
      line({ legs: [{ ...leg, event: { state: 'lost' } }] }),
      'Invalid option: expected one of "scheduled"|"live"|"final"|"suspended"|"abandoned"|"retired"|"forfeit"|"walkover"|"postponed"|"cancelled"',
      'legs.0.event.state',
    ],
  ])('refuses a line with %s', (_, bad, message, field) => {
    const { error } = GradeError.parse(gradeText(bad));
    expect(error).toEqual({ code: bad === '{' ? 'INVALID_JSON' : 'INVALID_INPUT', message, field });
  });
  it('names the id of a line that it refuses, if it has one', () => {
    expect([
      gradeText(line({ stake: '0' })),
      gradeText(line({ id: 7, stake: '0' })),
      gradeText('{}'),
      gradeText('null'),
    ]).toMatchObject([{ id: 'draw' }, { id: 7 }, { id: null }, { id: null }]);
  });
  it('accepts one event twice in a same-game parlay, and legs without an event id', () => {
    const legs = [priced('x'), priced('x')];
    expect(gradeText(line({ kind: 'same_game_parlay', odds: { format: 'american', price: '+600' }, legs }))).toMatchObject({
      result: 'void',
    });
    expect(gradeText(line({ kind: 'parlay', legs: [leg, leg] }))).toMatchObject({ result: 'win' });
  });
});

const gradeLines = async (lines: readonly string[], summary = false) => {
  const output = new PassThrough();
  const read = text(output);
  const counts = await gradeStream(Readable.from(lines.map((one) => `${one}\n`)), output, summary);
  output.end();
  return {
    counts,
    replies: (await read)
      .split('\n')
      .filter(Boolean)
      .map((reply) => JSON.parse(reply)),
  };
};

describe('gradeStream', () => {
  it('writes one line for each, in order, and goes on after a bad one', async () => {
    const { counts, replies } = await gradeLines([
      line({ id: 1 }),
      'nonsense',
      '',
      '  ',
      line({ id: 2 }),
      line({ id: 3, stake: '-1' }),
    ]);
    expect(replies.map(({ id, error }) => [id, error?.code ?? 'ok'])).toEqual([
      [1, 'ok'],
      [null, 'INVALID_JSON'],
      [2, 'ok'],
      [3, 'INVALID_INPUT'],
    ]);
    expect(counts).toMatchObject({ lines: 4, errors: 2 });
  });

  it('writes a summary of all lines', async () => {
    const at = (home: number, away: number) => ({ state: 'final', score: { home, away } });
    const on = (id: string, event: object, more: object = {}) =>
      line({ id, legs: [{ ...leg, event, closing: undefined }], ...more });
    const { replies } = await gradeLines(
      [
        line({}),
        on('loss', at(0, 1)),
        on('push', at(0, 1), { legs: [{ ...leg, line: '+1', event: at(0, 1), closing: undefined }] }),
        on('void', { state: 'cancelled' }),
        on('open', { state: 'live' }),
        on('unread', { state: 'final' }),
        on('free', at(3, 0), { freeBet: true }),
        line({ id: 'void with a close', legs: [{ ...leg, event: { state: 'cancelled' } }] }),
        line({ id: 'open with a close', legs: [{ ...leg, event: { state: 'live' } }] }),
        line({ id: 'free with a close', freeBet: true }),
        'nonsense',
      ],
      true,
    );
    expect(GradeSummary.parse(replies.at(-1))).toEqual({
      summary: {
        lines: 11,
        errors: 1,
        wins: 1,
        losses: 1,
        pushes: 1,
        voids: 2,
        open: 2,
        ungradeable: 1,
        turnover: '200.000000',
        profit: '-52.500000',
        roiPercent: '-26.250000',
        winRatePercent: '50.000000',
        // Of the half win, the loss and the push; a void, an open and a free pick have none that counts.
        clv: { mean: '0.026316', n: 1, total: 3 },
      },
    });
  });

  it('writes a summary of no lines', async () => {
    const { replies } = await gradeLines([], true);
    expect(replies).toMatchObject([
      { summary: { lines: 0, roiPercent: null, winRatePercent: null, clv: { mean: null, n: 0, total: 0 } } },
    ]);
  });

  it('waits for a slow reader', async () => {
    let written = 0;
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        written += String(chunk).split('\n').length - 1;
        setTimeout(done, 1);
      },
    });
    const lines = Array.from({ length: 500 }, (_, id) => `${line({ id })}\n`);
    await gradeStream(Readable.from(lines), slow, false);
    slow.end();
    await once(slow, 'finish');
    expect(written).toBe(500);
  });
});

describe('npm run grade', () => {
  const run = async (input: string, ...args: string[]) => {
    const child = spawn(process.execPath, ['local/cli/grade.ts', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit'), child.stdin.end(input)]);
    return { code, lines: output.trim().split('\n') };
  };
  it('exits with 0, or with 1 when a line was bad', async () => {
    const good = await run(`${line({})}\n`, '--summary');
    expect(good).toMatchObject({ code: 0, lines: [expect.stringContaining('"half_win"'), expect.stringContaining('"summary"')] });
    const bad = await run(`nonsense\n${line({})}`);
    expect(bad).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('INVALID_JSON'), expect.stringContaining('"half_win"')],
    });
  });
});
