import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedEvent,
  askEvery,
  type BudgetPart,
  type Interest,
  monthOf,
  nextAskAt,
  type PaidKind,
  paceOf,
  partsOf,
  payingPart,
  wantsFurther,
} from './budget-rules.ts';

const MINUTE = 60_000;
const DAY = 24 * 60;
const NOON = Date.parse('2026-09-13T12:00:00.000Z');
const now = new Date(NOON);
const inMinutes = (minutes: number) => new Date(NOON + minutes * MINUTE).toISOString();
const event = (minutes: number, interest: Interest = 'none', more: Partial<AskedEvent> = {}): AskedEvent => ({
  startsAt: inMinutes(minutes),
  league: 'nfl',
  state: 'scheduled',
  interest,
  isFresh: interest !== 'none',
  ...more,
});

const KINDS: readonly PaidKind[] = ['odds', 'scores', 'alternates'];
const interests = fc.constantFrom<Interest>('picked', 'opened', 'none');
const paces = fc.double({ min: 0, max: 3, noNaN: true });
const events = fc.array(
  fc.record({
    startsAt: fc.integer({ min: -4 * DAY, max: 9 * DAY }).map(inMinutes),
    league: fc.constantFrom('nfl' as const, 'epl' as const, 'atp' as const),
    state: fc.constantFrom('scheduled', 'needs_review', 'final', 'postponed'),
    interest: interests,
    isFresh: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** A month of minutes asked as the jobs ask: the plan decides, and the parts of the budget bound what is paid. */
function play(games: readonly AskedEvent[], budget: number, from: Date, minutes: number, step = 1) {
  const spent = { planned: 0, closing: 0 };
  const polls: Record<PaidKind, { at: string; part: BudgetPart }[]> = { odds: [], scores: [], alternates: [] };
  const refused: { kind: PaidKind; at: string }[] = [];
  const cost = { odds: 3, scores: 2, alternates: 8 };
  const most = partsOf(budget);
  for (let minute = 0; minute < minutes; minute += step) {
    const at = new Date(from.getTime() + minute * MINUTE);
    for (const kind of KINDS) {
      const due = payingPart(kind, games, polls[kind].at(-1)?.at, paceOf(spent, budget, at), at);
      if (due === null) continue;
      const part = (due === 'closing' ? (['closing', 'planned'] as const) : (['planned'] as const)).find(
        (one) => spent[one] + cost[kind] <= most[one],
      );
      if (part === undefined) refused.push({ kind, at: at.toISOString() });
      else {
        spent[part] += cost[kind];
        polls[kind].push({ at: at.toISOString(), part });
      }
    }
  }
  return { spent, polls, refused };
}

it('partsOf() keeps a tenth, and both are the budget', () => {
  expect(partsOf(100_000)).toEqual({ planned: 90_000, closing: 10_000 });
  fc.assert(
    fc.property(fc.nat(1_000_000), (budget) => {
      const { planned, closing } = partsOf(budget);
      expect(planned + closing).toBe(budget);
    }),
  );
});

it('monthOf() is of UTC', () => expect(monthOf(new Date('2026-09-30T23:59:59.999Z'))).toBe('2026-09'));

describe('paceOf()', () => {
  const first = new Date('2026-09-01T00:00:00Z');
  const middle = new Date('2026-09-16T00:00:00Z');
  it.each([
    [1, 'nothing spent when the month begins', 0, first],
    [1, 'half spent in the middle', 45_000, middle],
    [2, 'nothing spent in the middle', 0, middle],
    [0, 'all spent', 90_000, middle],
    [0, 'more spent than there was', 95_000, middle],
    [1, 'a day left for the last hour', 87_000, new Date('2026-09-30T23:00:00Z')],
  ])('is %d with %s', (pace, _, planned, at) => expect(paceOf({ planned, closing: 0 }, 100_000, at)).toBeCloseTo(pace, 6));
  it('takes no account of closes, and is 0 without a budget', () => {
    expect(paceOf({ planned: 0, closing: 10_000 }, 100_000, first)).toBe(1);
    expect(paceOf({ planned: 0, closing: 0 }, 0, first)).toBe(0);
  });
});

describe('askEvery()', () => {
  it.each<[number, PaidKind, string, readonly AskedEvent[], number]>([
    [5, 'odds', 'a picked event in the last half hour', [event(30, 'picked')], 1],
    [10, 'odds', 'a picked event within a day', [event(DAY, 'picked')], 1],
    [30, 'odds', 'the same, the rest being thin', [event(DAY, 'picked')], 0.1],
    [15, 'odds', 'an opened event within a day', [event(DAY, 'opened')], 1],
    [120, 'odds', 'the same, the rest being thin', [event(DAY, 'opened')], 0.6],
    [60, 'odds', 'one that nobody looked at', [event(DAY)], 1],
    [360, 'odds', 'the same, the rest being thin', [event(DAY)], 0.9],
    [10, 'odds', 'the most wanted of several', [event(60), event(120, 'picked'), event(90, 'opened')], 1],
    [15, 'scores', 'a picked game in play', [event(-60, 'picked')], 1],
    [3, 'scores', 'a picked game near its end', [event(-180, 'picked')], 1],
    [6, 'scores', 'the same, the rest being thin', [event(-180, 'picked')], 0],
    [60, 'scores', 'a picked game that is overdue', [event(-300, 'picked')], 1],
    [360, 'scores', 'a game in play that nobody picked', [event(-180, 'opened')], 1],
    [360, 'scores', 'a game within a day', [event(DAY, 'picked')], 1],
    [60, 'alternates', 'a picked event', [event(600, 'picked')], 1],
    [10, 'alternates', 'a picked event in its last ten minutes', [event(10, 'picked')], 1],
    [120, 'alternates', 'an opened event', [event(600, 'opened')], 1],
  ])('is %d min of %s for %s', (minutes, kind, _, games, pace) => {
    expect(askEvery(kind, games, pace, now) / MINUTE).toBeCloseTo(minutes, 6);
  });

  it.each<[PaidKind, string, readonly AskedEvent[], number]>([
    ['odds', 'a league without games', [], 2],
    ['odds', 'games that have begun', [event(0, 'picked'), event(-60, 'opened')], 2],
    ['odds', 'games that are not played', [event(60, 'picked', { state: 'cancelled' })], 2],
    ['odds', 'events that nobody looked at, the rest being very thin', [event(60)], 0.7],
    ['odds', 'opened events, hardly anything being left', [event(60, 'opened')], 0.4],
    ['scores', 'games over a day ahead', [event(DAY + 1, 'picked')], 2],
    ['scores', 'games that ended', [event(-180, 'picked', { state: 'final' })], 2],
    ['scores', 'games that the provider has forgotten', [event(-3 * DAY, 'picked')], 2],
    ['alternates', 'events that nobody opened within the day', [event(600, 'picked', { isFresh: false })], 2],
    ['alternates', 'events over a day ahead', [event(DAY + 1, 'picked')], 2],
  ])('never asks %s for %s', (kind, _, games, pace) => expect(askEvery(kind, games, pace, now)).toBe(Number.POSITIVE_INFINITY));

  it('puts open picks before opened events, and these before the others, at the same distance', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.integer({ min: -4 * DAY, max: 9 * DAY }), paces, (kind, minutes, pace) => {
        const every = (interest: Interest) => askEvery(kind, [event(minutes, interest, { isFresh: true })], pace, now);
        expect(every('picked')).toBeLessThanOrEqual(every('opened'));
        expect(every('opened')).toBeLessThanOrEqual(every('none'));
      }),
    );
  });
  it('asks nearer starts at least as often', () => {
    fc.assert(
      fc.property(fc.nat(9 * DAY), fc.nat(9 * DAY), interests, paces, (a, b, interest, pace) => {
        const [near, far] = [Math.min(a, b) + 1, Math.max(a, b) + 1];
        expect(askEvery('odds', [event(near, interest)], pace, now)).toBeLessThanOrEqual(
          askEvery('odds', [event(far, interest)], pace, now),
        );
      }),
    );
  });
  it('never asks more when less is left', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), events, paces, paces, (kind, games, a, b) => {
        expect(askEvery(kind, games, Math.min(a, b), now)).toBeGreaterThanOrEqual(askEvery(kind, games, Math.max(a, b), now));
      }),
    );
  });
  it('is 30 minutes at most for an event with a pick that starts within a day, however little is left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: DAY }), events, paces, (minutes, others, pace) => {
        expect(askEvery('odds', [event(minutes, 'picked'), ...others], pace, now)).toBeLessThanOrEqual(30 * MINUTE);
      }),
    );
  });
});

describe('payingPart()', () => {
  it('lets the tenth pay once for a close, in the last ten minutes before a start with a pick', () => {
    const close = [event(10, 'picked')];
    expect(payingPart('odds', close, inMinutes(-1), 1, now)).toBe('closing');
    expect(payingPart('odds', close, inMinutes(0), 1, now)).toBeNull();
    expect(payingPart('odds', [event(10, 'opened')], inMinutes(-1), 1, now)).toBeNull();
    expect(payingPart('odds', [event(10.1, 'picked')], inMinutes(-1), 1, now)).toBeNull();
  });
  it('lets the plan pay for a first poll, and for one that is due a little early', () => {
    expect(payingPart('odds', [event(DAY, 'picked')], undefined, 1, now)).toBe('planned');
    expect(payingPart('odds', [event(DAY, 'picked')], inMinutes(-9.6), 1, now)).toBe('planned');
    expect(payingPart('odds', [event(DAY, 'picked')], inMinutes(-9), 1, now)).toBeNull();
    expect(payingPart('odds', [], undefined, 1, now)).toBeNull();
  });
});

it('wantsFurther() is of fresh events within a day', () => {
  expect(wantsFurther(event(DAY, 'opened'), now)).toBe(true);
  expect(wantsFurther(event(DAY + 1, 'opened'), now)).toBe(false);
  expect(wantsFurther(event(60, 'picked', { isFresh: false }), now)).toBe(false);
  expect(wantsFurther(event(0, 'picked'), now)).toBe(false);
});

it('nextAskAt() never lies after a minute in which a kind is due, and lies within an hour', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), events, fc.integer({ min: 0, max: 2 * DAY }), paces, (kind, games, ago, pace) => {
      const last = inMinutes(-ago);
      const next = Date.parse(nextAskAt(kind, games, last, pace, now));
      expect(next).toBeLessThan(NOON + 60 * MINUTE);
      if (payingPart(kind, games, last, pace, now) !== null) expect(next).toBeLessThanOrEqual(NOON);
      for (let at = NOON + MINUTE; at < next; at += MINUTE) {
        expect(payingPart(kind, games, last, pace, new Date(at))).toBeNull();
      }
    }),
  );
});

describe('a month', () => {
  const from = new Date('2026-09-01T00:00:00Z');
  const months = fc.array(
    fc.record({
      startsAt: fc.integer({ min: 0, max: 4 * DAY }).map((minutes) => new Date(from.getTime() + minutes * MINUTE).toISOString()),
      league: fc.constantFrom('nfl' as const, 'epl' as const),
      state: fc.constant('scheduled'),
      interest: interests,
      isFresh: fc.boolean(),
    }),
    { maxLength: 30 },
  );

  it('never spends more than its budget', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 0, max: 3_000 }), (games, budget) => {
        const { spent } = play(games, budget, from, 30 * DAY, 30);
        expect(spent.planned + spent.closing).toBeLessThanOrEqual(budget);
      }),
      { numRuns: 15 },
    );
  });
  it('confirms every close with a pick within fifteen minutes, while its tenth lasts', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: 0, max: 6_000 }), (games, budget) => {
        const { polls, spent } = play(games, budget, from, 2 * DAY);
        const picked = games.filter(({ interest }) => interest === 'picked').map(({ startsAt }) => Date.parse(startsAt));
        for (const start of picked.filter((at) => at > from.getTime() && at < from.getTime() + 2 * DAY * MINUTE)) {
          const isConfirmed = polls.odds.some(({ at }) => Date.parse(at) < start && Date.parse(at) >= start - 15 * MINUTE);
          const isLasting = spent.closing + 3 <= partsOf(budget).closing;
          expect(isConfirmed || !isLasting, new Date(start).toISOString()).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  });
  it('asks an event with a pick every half hour of its last day, while credits are left', () => {
    const start = new Date(from.getTime() + 3 * DAY * MINUTE).toISOString();
    const games = [event(0, 'picked', { startsAt: start })];
    const { polls, refused } = play(games, 6_000, from, 3 * DAY);
    expect(refused).toEqual([]);
    const last = polls.odds.map(({ at }) => Date.parse(at)).filter((at) => at >= Date.parse(start) - DAY * MINUTE);
    const gaps = [Date.parse(start) - DAY * MINUTE, ...last, Date.parse(start)].flatMap((at, i, all) =>
      i === 0 ? [] : [at - (all[i - 1] ?? at)],
    );
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30 * MINUTE);
  });
  it('costs nothing without games', () => expect(play([], 100_000, from, DAY).spent).toEqual({ planned: 0, closing: 0 }));
});
