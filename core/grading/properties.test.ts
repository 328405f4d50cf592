import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  equals,
  type Fraction,
  formatSpreadLine,
  formatTotalLine,
  fraction,
  multiply,
  ONE,
  parseFraction,
  toMicro,
  ZERO,
} from '#core/odds';
import { isMarket, MARKET_NAMES } from '#schemas/markets';
import { SPORTS } from '#schemas/sports';
import { gradeLeg } from './grade-leg.ts';
import { gradePick } from './grade-pick.ts';
import { advance, type CountedGrade, NEW_SETTLEMENT } from './machine-rules.ts';
import { type LegGrade, readShares } from './outcome.ts';
import { policyFor } from './policy.ts';
import { combinations } from './price-rules.ts';
import { odds } from './testdata/tickets.ts';

const RUNS = { numRuns: 1_000 };
const policy = policyFor();

const goals = fc.integer({ min: 0, max: 12 });
const quarters = fc.integer({ min: -40, max: 40 });
const price = fc
  .oneof(
    fc.integer({ min: 100, max: 5_000 }).map((a) => `+${a}`),
    fc.integer({ min: 100, max: 5_000 }).map((a) => `-${a}`),
    fc.integer({ min: 10_001, max: 200_000 }).map((d) => `${Math.floor(d / 10_000)}.${String(d % 10_000).padStart(4, '0')}`),
    fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 })).map(([n, d]) => `${n}/${d}`),
  )
  .map(odds);
const shares = (grade: LegGrade) => readShares(grade.fractions);
const at = (home: number, away: number) => ({ state: 'final' as const, score: { home, away } });
const soccer = (market: string, selection: string, line: string | null, home: number, away: number) =>
  gradeLeg({ sport: 'soccer', market, selection, line }, at(home, away), policy);

const RESULTS: readonly LegGrade[] = [
  ['win', '1', '0', '0'],
  ['loss', '0', '0', '1'],
  ['push', '0', '1', '0'],
  ['void', '0', '1', '0'],
  ['half_win', '1/2', '1/2', '0'],
  ['half_loss', '0', '1/2', '1/2'],
  ['dead_heat', '1/3', '0', '2/3'],
  ['half_face', '1/2', '0', '1/2'],
].map(
  ([result, won, returned, lost]) => ({ result, fractions: { won, returned, lost }, rule: 'test', reason: null }) as LegGrade,
);
const legGrade = fc.constantFrom(...RESULTS);
const leg = fc.record({ odds: price, grade: legGrade });
const ticket = fc.array(leg, { minLength: 2, maxLength: 7 });
const stake = fc.integer({ min: 1, max: 1_000_000_000 });
type Legs = readonly { odds: ReturnType<typeof odds>; grade: LegGrade }[];
const parlay = (legs: Legs, stakeMicro: number) =>
  gradePick(
    { kind: 'parlay', stakeMicro, legs },
    legs.map(({ grade }) => grade),
    policy,
  );
const R = (text: string | null): Fraction => parseFraction(text ?? '') as Fraction;

describe('a grade', () => {
  const markets = fc.constantFrom<[string, string]>(
    ['spread', 'home'],
    ['spread', 'away'],
    ['total', 'over'],
    ['total', 'under'],
  );
  it('divides one stake: fractions sum to one and lie in [0, 1]', () => {
    fc.assert(
      fc.property(markets, quarters, goals, goals, ([market, selection], line, home, away) => {
        const parts = shares(soccer(market, selection, formatSpreadLine(line), home, away));
        if (!parts) return false;
        const all = [parts.won, parts.returned, parts.lost];
        return (
          equals(add(add(parts.won, parts.returned), parts.lost), ONE) &&
          all.every((x) => compare(x, ZERO) >= 0 && compare(x, ONE) <= 0)
        );
      }),
      RUNS,
    );
  });

  it('mirrors: what home wins away loses', () => {
    fc.assert(
      fc.property(quarters, goals, goals, (line, home, away) => {
        const [mine, theirs] = [
          soccer('spread', 'home', formatSpreadLine(line), home, away),
          soccer('spread', 'away', formatSpreadLine(-line || 0), home, away),
        ];
        const [over, under] = ['over', 'under'].map((side) => soccer('total', side, formatTotalLine(Math.abs(line)), home, away));
        const mirrored = (a: LegGrade, b: LegGrade) =>
          a.fractions?.won === b.fractions?.lost &&
          a.fractions?.lost === b.fractions?.won &&
          a.fractions?.returned === b.fractions?.returned;
        return mirrored(mine, theirs) && mirrored(over as LegGrade, under as LegGrade);
      }),
      RUNS,
    );
  });

  it('of a quarter line is the mean of its neighbours', () => {
    const odd = quarters.map((q) => 2 * Math.floor(q / 2) + 1);
    fc.assert(
      fc.property(markets, odd, goals, goals, ([market, selection], line, home, away) => {
        const [low, own, high] = [line - 1, line, line + 1].map((q) =>
          shares(soccer(market, selection, formatSpreadLine(q), home, away)),
        );
        if (!low || !own || !high) return false;
        return (['won', 'returned', 'lost'] as const).every((part) =>
          equals(multiply(own[part], fraction(2)), add(low[part], high[part])),
        );
      }),
      RUNS,
    );
  });

  it('never falls when the margin grows', () => {
    fc.assert(
      fc.property(quarters, goals, goals, price, (line, home, away, taken) => {
        const paid = [home, home + 1].map((h) => {
          const grade = soccer('spread', 'home', formatSpreadLine(line), h, away);
          return R(gradePick({ kind: 'single', stakeMicro: 1_000_000, legs: [{ odds: taken }] }, [grade], policy).R);
        });
        return compare(paid[0] as Fraction, paid[1] as Fraction) <= 0;
      }),
      RUNS,
    );
  });
});

describe('a ticket', () => {
  it('returns the product of its legs, whatever their order', () => {
    fc.assert(
      fc.property(ticket, stake, (legs, stakeMicro) => {
        const whole = parlay(legs, stakeMicro);
        const each = legs.map(({ odds, grade }) =>
          R(gradePick({ kind: 'single', stakeMicro, legs: [{ odds }] }, [grade], policy).R),
        );
        const turned = parlay([...legs].reverse(), stakeMicro);
        return equals(R(whole.R), each.reduce(multiply, ONE)) && whole.R === turned.R && whole.profitMicro === turned.profitMicro;
      }),
      RUNS,
    );
  });

  it('as a round robin is the sum of its parlays', () => {
    const choose = <T>(items: readonly T[], k: number): T[][] =>
      k === 0 ? [[]] : items.flatMap((item, i) => choose(items.slice(i + 1), k - 1).map((rest) => [item, ...rest]));
    fc.assert(
      fc.property(ticket, stake, fc.integer({ min: 1, max: 7 }), (legs, stakeMicro, wanted) => {
        const size = Math.min(wanted, legs.length);
        const robin = gradePick(
          { kind: 'round_robin', stakeMicro, legs, size },
          legs.map(({ grade }) => grade),
          policy,
        );
        const parlays = choose(legs, size).map((chosen) => R(parlay(chosen, stakeMicro).R));
        const paid = parlays.reduce(add, ZERO);
        const count = combinations(legs.length, size);
        const profit = multiply(fraction(BigInt(stakeMicro), 1_000_000n), add(paid, fraction(-count)));
        return (
          BigInt(parlays.length) === count &&
          equals(R(robin.R), divide(paid, fraction(count))) &&
          robin.profitMicro === toMicro(profit)
        );
      }),
      RUNS,
    );
  });

  it('loses no more than its stake, and its gross return is stake and profit', () => {
    fc.assert(
      fc.property(ticket, stake, (legs, stakeMicro) => {
        const { profitMicro, turnoverMicro, result } = parlay(legs, stakeMicro);
        const idle = result === 'push' || result === 'void';
        return (profitMicro ?? -1n) >= -BigInt(stakeMicro) && turnoverMicro === (idle ? 0n : BigInt(stakeMicro));
      }),
      RUNS,
    );
  });
});

describe('the settlement machine', () => {
  const HOUR = 3_600_000;
  const grade = fc.record({
    result: fc.constantFrom('win', 'loss', 'push', 'void', 'half_win', 'open'),
    profitMicro: fc.integer({ min: -9, max: 9 }),
  }) as fc.Arbitrary<CountedGrade>;
  const history = fc.array(grade, { minLength: 1, maxLength: 8 });
  /** The ledger by differences, as the projections keep it. */
  const settle = (versions: readonly (readonly [CountedGrade, number])[]) => {
    let [settlement, ledger] = [NEW_SETTLEMENT, 0];
    for (const [after, gradingVersion] of versions) {
      const { next } = advance(settlement, { type: 'graded', grade: after, gradingVersion, at: HOUR });
      ledger += (next.grade?.profitMicro ?? 0) - (settlement.grade?.profitMicro ?? 0);
      settlement = next;
    }
    return { counts: settlement.grade, ledger };
  };

  it('ends in the same ledger however results are repeated and shuffled', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (grades, noise) => {
        const versions = grades.map((g, i) => [g, i + 1] as const);
        const shuffled = [...versions, ...versions]
          .map((version) => [noise.next().value as number, version] as const)
          .sort((a, b) => a[0] - b[0])
          .map(([, version]) => version);
        const last = grades.at(-1) as CountedGrade;
        const expected = last.result === 'open' ? 0 : last.profitMicro;
        const straight = settle(versions);
        expect(settle(shuffled)).toEqual(straight);
        return straight.ledger === expected;
      }),
      RUNS,
    );
  });
});

describe('any leg or ticket', () => {
  const word = fc.oneof(
    fc.constantFrom(...MARKET_NAMES, ...SPORTS, 'home', 'over', 'yes', '2-1', '__proto__', 'constructor', ''),
    fc.string(),
  );
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const line = maybe(fc.oneof(quarters.map(formatSpreadLine), fc.string()));
  const states = fc.constantFrom(
    'scheduled',
    'live',
    'final',
    'suspended',
    'abandoned',
    'retired',
    'forfeit',
    'walkover',
    'postponed',
    'cancelled',
  );
  const score = fc.record({ home: goals, away: goals });
  const period = fc.constantFrom('H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4', 'P1', 'P2', 'P3', 'I1', 'S1', 'S2', 'OT', 'SO', 'game');
  const facts = fc.record({
    started: maybe(fc.boolean()),
    position: maybe(fc.integer({ min: 1, max: 20 })),
    tied: maybe(fc.record({ k: fc.integer({ min: 2, max: 9 }), places: fc.integer({ min: 1, max: 9 }) })),
    value: maybe(goals),
    happened: maybe(fc.boolean()),
    winner: maybe(fc.constantFrom('home', 'away', 'draw', 'no_contest')),
    scheduleComplete: maybe(fc.boolean()),
    first: maybe(fc.constantFrom('home', 'away', 'none')),
    advances: maybe(fc.constantFrom('home', 'away')),
    method: maybe(fc.constantFrom('ko', 'submission', 'decision')),
    pitchers: maybe(fc.record({ home: maybe(fc.constantFrom('Cole', 'Gil')) })),
    races: maybe(fc.dictionary(fc.constantFrom('1', '020', '__proto__'), fc.constantFrom('home', 'none'))),
    cut: maybe(fc.constantFrom('made', 'missed', 'withdrew', 'none')),
    finished: maybe(fc.boolean()),
    bestOf: maybe(fc.constantFrom(3, 5)),
    matchTiebreak: maybe(fc.constantFrom('S1', 'S2')),
    innings: maybe(fc.constantFrom(0, 5, 9, '8.5', '99999.9')),
    scheduledInnings: maybe(fc.constantFrom(7, 9)),
    endRound: maybe(fc.integer({ min: 1, max: 15 })),
    endTime: maybe(fc.constantFrom('0:00', '2:31', '59:59')),
    roundMinutes: maybe(fc.constantFrom(0, 2, '2:00')),
    corners: maybe(score),
    yellowCards: maybe(score),
    redCards: maybe(score),
    venue: maybe(fc.constantFrom('same', 'moved', 'swapped', 'other_country')),
    neutralGround: maybe(fc.boolean()),
  });
  const event = fc.record({
    state: states,
    score: maybe(score),
    periods: maybe(
      fc.array(fc.record({ period, home: goals, away: goals, unplayed: maybe(fc.constant('home')) }), { maxLength: 6 }),
    ),
    suspendedAt: maybe(fc.constant('2026-09-13T19:00:00Z')),
    resumedAt: maybe(fc.constantFrom('2026-09-13T20:00:00Z', '2026-09-20T20:00:00Z')),
    atSuspension: maybe(fc.record({ score, minutes: maybe(fc.integer({ min: 0, max: 120 })) })),
    minutes: maybe(fc.integer({ min: 0, max: 120 })),
    extraTime: maybe(fc.boolean()),
    competition: maybe(fc.constantFrom('', 'NBA', 'high school', '(.*)')),
    facts: maybe(facts),
  });
  const house = fc.constantFrom(policy, policyFor('1', { unfinishedSet: 'every_end', decidedStands: 'always' }));
  const anyLeg = fc.record({ sport: word, market: word, selection: word, period: maybe(fc.oneof(period, fc.string())), line });

  it('never throws on a leg, and never loses one that cannot be read', () => {
    fc.assert(
      fc.property(anyLeg, event, house, (words, happened, rules) => {
        const grade = gradeLeg(words, happened as Parameters<typeof gradeLeg>[1], rules);
        const understood = isMarket(words.market) && (SPORTS as readonly string[]).includes(words.sport);
        if (grade.result === 'loss') expect(understood).toBe(true);
        expect(grade.fractions === null).toBe(grade.result === 'open' || grade.result === 'ungradeable');
      }),
      { numRuns: 3_000 },
    );
  });

  it('never throws on a ticket', () => {
    const kind = fc.constantFrom('single', 'parlay', 'same_game_parlay', 'teaser', 'round_robin') as fc.Arbitrary<'single'>;
    const undecided: readonly LegGrade[] = (['open', 'ungradeable'] as const).map((result) => ({
      result,
      fractions: null,
      rule: 'test',
      reason: null,
    }));
    const grades = fc.array(fc.constantFrom(...RESULTS, ...undecided), { maxLength: 5 });
    const pick = fc.record({
      kind,
      stakeMicro: stake,
      legs: fc.array(fc.record({ odds: maybe(price) }), { maxLength: 5 }),
      size: maybe(goals),
      odds: maybe(price),
      freeBet: maybe(fc.boolean()),
      superTeaser: maybe(fc.boolean()),
    });
    fc.assert(
      fc.property(pick, grades, (terms, legs) => {
        const { result, profitMicro, R: paid } = gradePick(terms, legs, policy);
        const undecidedTicket = result === 'open' || result === 'ungradeable';
        return (profitMicro === null) === undecidedTicket && (paid === null) === undecidedTicket;
      }),
      RUNS,
    );
  });
});
