import { describe, expect, it } from 'vitest';
import { type EventInput, type LegInput, odds, single } from './tickets.ts';

type PolicyInput = NonNullable<Parameters<typeof single>[2]>['policy'];
/** `sport market selection [line] [@period]` on an event, and its result: `win`, or with a reason `void DNP`. */
export type Row = readonly [leg: string, event: EventInput, result: string, more?: Partial<LegInput>, policy?: PolicyInput];

export const gradeRow = ([leg, event, , more, policy]: Row) => {
  const [words = '', period] = leg.split(' @');
  const [sport, market, selection, line] = words.split(' ') as [LegInput['sport'], string, string, string?];
  return single('1', { sport, market, period, selection, line, odds: odds('2.0'), event, ...more }, { policy });
};

/** One test per row. */
export const table = (title: string, rows: readonly Row[]) =>
  describe(title, () => {
    it.each(rows.map((row) => [row[0], JSON.stringify({ ...row[1], ...row[3], ...row[4] }), row[2], row] as const))(
      '%s on %s: %s',
      (_leg, _event, result, row) => {
        const reply = gradeRow(row);
        expect([reply.result, reply.reason].filter(Boolean).join(' ')).toBe(result);
      },
    );
  });

/** `Q1 7-3, Q2 0-0`: periods in order, with home first. */
export const periods = (text: string): NonNullable<EventInput['periods']> =>
  text.split(', ').map((part) => {
    const [period = '', score = ''] = part.split(' ');
    const [home = 0, away = 0] = score.split('-').map(Number);
    return { period, home, away };
  });
