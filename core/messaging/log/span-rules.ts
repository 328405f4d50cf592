import type { StoredMembership } from './membership.entity.ts';

/** Numbers of a log that somebody sees, both included. `to` is Infinity for a member's present span. */
export interface SeenSpan {
  readonly from: number;
  readonly to: number;
}
/** Spans that a row keeps. The oldest go first: who comes and goes that often reads the newest. */
const MOST_SPANS = 20;

/** All that a member sees, in rising order and apart from each other. */
export function spansOf({ from, spans = [], clearedTo = 0 }: Pick<StoredMembership, 'from' | 'spans' | 'clearedTo'>): SeenSpan[] {
  const merged: SeenSpan[] = [];
  for (const span of [...spans, { from, to: Number.POSITIVE_INFINITY }].toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to + 1) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else merged.push(span);
  }
  return spansAfter(merged, clearedTo);
}

/** The spans of somebody whose membership ends with this number. */
export const endedSpans = (row: Pick<StoredMembership, 'from' | 'spans' | 'clearedTo'>, to: number): SeenSpan[] =>
  spansOf(row)
    .map((span) => ({ from: span.from, to: Math.min(span.to, to) }))
    .filter((span) => span.from <= span.to)
    .slice(-MOST_SPANS);

export const isSeen = (spans: readonly SeenSpan[], seq: number): boolean =>
  spans.some(({ from, to }) => from <= seq && seq <= to);

/** The seen numbers after `seq`, in rising order, or those before it, in falling order. */
export const spansAfter = (spans: readonly SeenSpan[], seq: number): SeenSpan[] =>
  spans.filter(({ to }) => to > seq).map(({ from, to }) => ({ from: Math.max(from, seq + 1), to }));
export const spansBefore = (spans: readonly SeenSpan[], seq: number): SeenSpan[] =>
  spans
    .filter(({ from }) => from < seq)
    .map(({ from, to }) => ({ from, to: Math.min(to, seq - 1) }))
    .toReversed();
