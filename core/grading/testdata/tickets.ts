import type * as z from 'zod';
import { formatFraction, fraction } from '#core/odds';
import { GradeLine, type GradeReply } from '#schemas/grade';
import type { Odds } from '#schemas/odds';
import { gradeLine } from '../grade-line.ts';

/** Short hands for tests: a ticket as the grade command takes it, checked by the same schema. */

type Input = z.input<typeof GradeLine>;
export type LegInput = Input['legs'][number];
export type EventInput = LegInput['event'];

/** `-110`, `1.95` and `5/2` say themselves what they are. */
export function odds(price: string): Odds {
  if (price.includes('/')) return { format: 'fractional', price };
  return { format: /^[+-]/.test(price) ? 'american' : 'decimal', price };
}

export const final = (home: number, away: number, more: Partial<EventInput> = {}): EventInput => ({
  state: 'final',
  score: { home, away },
  ...more,
});
export const known = (facts: NonNullable<EventInput['facts']>, more: Partial<EventInput> = {}): EventInput => ({
  state: 'final',
  facts,
  ...more,
});

/** A leg of American football's moneyline that came to what is asked for. */
const SCORES = {
  win: final(21, 20),
  loss: final(20, 21),
  push: final(20, 20),
  void: { state: 'cancelled' } as EventInput,
} as const;
export const moneyline = (price: string, result: keyof typeof SCORES): LegInput => ({
  sport: 'american_football',
  market: 'moneyline',
  selection: 'home',
  odds: odds(price),
  event: SCORES[result],
});
/** A soccer spread that splits its stake: a draw on a quarter line. */
export const split = (price: string, result: 'half_win' | 'half_loss'): LegInput => ({
  sport: 'soccer',
  market: 'spread',
  selection: 'home',
  line: result === 'half_win' ? '+0.25' : '-0.25',
  odds: odds(price),
  event: final(1, 1),
});

export const grade = (kind: Input['kind'], stake: string, legs: LegInput[], more: Partial<Input> = {}): GradeReply =>
  gradeLine(GradeLine.parse({ id: 'case', kind, stake, legs, ...more }));
export const single = (stake: string, leg: LegInput, more: Partial<Input> = {}): GradeReply =>
  grade('single', stake, [leg], more);
/** Quick single on one leg, for what it came to. */
export const resultOf = (leg: Omit<LegInput, 'odds'>, more: Partial<Input> = {}): string =>
  single('1', { ...leg, odds: odds('2.0') }, more).result;

/** The exact gross return of a ticket: stake · R. */
export function grossExact(reply: GradeReply, stake: number): string {
  const [n = '0', d = '1'] = (reply.R ?? '0').split('/');
  return formatFraction(fraction(BigInt(n) * BigInt(stake), BigInt(d)));
}
