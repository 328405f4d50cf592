import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { EventHistory, EventState, StoredEvent } from '#core/events';
import type { StoredOutcome, StoredPick } from '#core/picks';
import { addStats, deltaOf, NO_STATS, type Stats, statsDelta } from '#core/stats';
import type { EventId, PickId, UserId } from '#schemas/common';
import { factsInOrder } from './event-facts-rules.ts';
import { type Gradable, nextOutcome } from './settle-pick.ts';

vi.spyOn(console, 'log').mockImplementation(() => {});

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-23T12:00:00.000Z');
const hour = (n: number) => new Date(T0 + n * HOUR).toISOString();
const now = new Date(T0 + 1000 * HOUR);
const eventId = '0190a000-0000-7000-8000-000000000001' as EventId;

const pick: StoredPick = {
  pickId: '0190a000-0000-7000-8000-000000000002' as PickId,
  authorId: '0190a000-0000-7000-8000-000000000003' as UserId,
  kind: 'single',
  policyVersion: '1',
  placedAt: hour(-2),
  revision: 1,
  revisedAt: hour(-2),
  stake: 2_000_000,
  legs: [
    {
      eventId,
      sport: 'american_football',
      league: 'nfl',
      market: 'spread',
      selection: 'home',
      line: '-3',
      odds: { format: 'american', price: '-110' },
      acceptedStart: hour(0),
    },
  ],
  outcomes: 0,
};

/** What is said of the game, so many hours after the last thing that was. */
interface Said {
  readonly hours: number;
  readonly score?: readonly [home: number, away: number];
  readonly state?: EventState;
  readonly startsAt?: string;
  readonly pinned?: true;
}

/** The event after each thing that was said, as a reader at that moment finds it: itself and its facts. */
function told(all: readonly Said[]): Gradable[] {
  const starts: EventHistory['starts'] = [{ eventId, version: 1, startsAt: hour(0), recordedAt: hour(-10) }];
  const results: EventHistory['results'] = [];
  const states: EventHistory['states'] = [];
  let at = 0;
  let pinned = false;
  return all.map(({ hours, score, state, startsAt, ...said }, i) => {
    at += hours;
    pinned ||= said.pinned ?? false;
    const fact = { eventId, source: 'test', recordedAt: hour(at) };
    if (startsAt) starts.push({ ...fact, version: starts.length + 1, startsAt });
    if (score) results.push({ ...fact, version: results.length + 1, home: score[0], away: score[1] });
    const next = state ?? (score && 'final');
    if (next) states.push({ ...fact, version: states.length + 1, state: next, reason: next });
    const event: StoredEvent = {
      eventId,
      sport: 'american_football',
      league: 'nfl',
      home: 'Los Angeles Rams',
      away: 'Buffalo Bills',
      startsAt: starts.at(-1)?.startsAt ?? '',
      startVersion: starts.length,
      lockedThrough: null,
      state: states.at(-1)?.state ?? 'scheduled',
      stateVersion: states.length,
      pinned,
      result: results.at(-1) ?? null,
      gradingVersion: i + 1,
      gradingAt: hour(at),
      scoredAt: null,
      lockedVersion: 0,
      sweptVersion: 0,
      feed: 'test',
      feedId: '1',
      seenAt: hour(-10),
    };
    return { event, facts: factsInOrder(event, { starts: [...starts], results: [...results], states: [...states] }) };
  });
}

/** A pick as it is when these outcomes have been appended. */
const graded = (outcomes: readonly StoredOutcome[]): StoredPick => {
  const outcome = outcomes.at(-1);
  return { ...pick, outcomes: outcomes.length, ...(outcome && { outcome }) };
};

/** Grades at these moments, as messages come. */
function grade(moments: readonly Gradable[]): StoredOutcome[] {
  const outcomes: StoredOutcome[] = [];
  for (const moment of moments) {
    const outcome = nextOutcome(graded(outcomes), moment, now);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}
const ledger = (outcomes: readonly StoredOutcome[]) => {
  const { result, profit, settledAt, rule, reason } = outcomes.at(-1) ?? {};
  return { result, profit, settledAt, rule, reason };
};
const [win, loss, push] = [[24, 20] as const, [20, 24] as const, [23, 20] as const];

describe('the next outcome', () => {
  it('of a pick without a fact that decides it is none', () => {
    expect(grade(told([{ hours: 1, state: 'needs_review' }]))).toEqual([]);
    expect(grade(told([{ hours: 1, startsAt: hour(5) }]))).toEqual([]);
  });
  it('of a withdrawn pick is none', () => {
    const [moment] = told([{ hours: 3, score: win }]);
    expect(nextOutcome({ ...pick, deletedAt: hour(-1) }, moment as Gradable, now)).toBeNull();
  });
  it('follows a correction, and says what it follows', () => {
    const outcomes = grade(
      told([
        { hours: 3, score: win },
        { hours: 1, score: push },
        { hours: 1, score: win },
      ]),
    );
    expect(outcomes).toMatchObject([
      { version: 1, result: 'win', resultVersion: 1, settledAt: hour(3), gradedAt: hour(3) },
      { version: 2, result: 'push', resultVersion: 2, settledAt: hour(3), gradedAt: hour(4), previous: { result: 'win' } },
      {
        version: 3,
        result: 'win',
        resultVersion: 3,
        settledAt: hour(3),
        gradedAt: hour(5),
        previous: { result: 'push', profit: 0 },
      },
    ]);
    expect(outcomes[0]?.previous).toBeUndefined();
  });
  it('follows a result within 72 hours of the first, and none later', () => {
    const story = (hours: number) =>
      told([
        { hours: 3, score: win },
        { hours, score: loss },
      ]);
    expect(ledger(grade(story(72)))).toMatchObject({ result: 'loss' });
    expect(ledger(grade(story(72.001)))).toMatchObject({ result: 'win' });
  });
  it('is the same when a queue is so late that only the newest facts are left', () => {
    const story = told([
      { hours: 3, score: win },
      { hours: 70, score: push },
      { hours: 10, score: loss },
    ]);
    expect(ledger(grade(story.slice(2)))).toEqual(ledger(grade(story)));
    expect(ledger(grade([story[0], story[2]] as Gradable[]))).toMatchObject({ result: 'push', settledAt: hour(3) });
  });
  it('follows an operator at any time', () => {
    const story = told([
      { hours: 3, score: win },
      { hours: 200, state: 'cancelled', pinned: true },
    ]);
    expect(ledger(grade(story))).toMatchObject({ result: 'void', reason: 'CANCELLED', settledAt: hour(3) });
  });
  it('of a pick that was accepted just as its event was cancelled is a void too', () => {
    const [moment] = told([{ hours: -3, state: 'cancelled', pinned: true }]);
    expect(ledger(grade([moment as Gradable]))).toMatchObject({ result: 'void', settledAt: hour(-3) });
  });
});

describe('a pick whose event is told of in any way, and graded at any moments in any order', () => {
  const said: fc.Arbitrary<Said> = fc.record(
    {
      hours: fc.double({ min: 0.1, max: 80, noNaN: true }),
      score: fc.constantFrom<readonly [number, number]>(win, loss, push),
      state: fc.constantFrom<EventState>('final', 'needs_review', 'postponed', 'cancelled', 'abandoned'),
      startsAt: fc.constantFrom(hour(0), hour(-1), hour(-5), hour(2), hour(40), hour(60), hour(200)),
    },
    { requiredKeys: ['hours'] },
  );
  const ending = fc.option(
    fc.record({
      hours: fc.double({ min: 0.1, max: 200, noNaN: true }),
      score: fc.constant(loss),
      pinned: fc.constant(true as const),
    }),
    { nil: undefined },
  );
  const stories = fc
    .tuple(fc.array(said, { minLength: 1, maxLength: 6 }), ending)
    .map(([all, end]) => told(end ? [...all, end] : all));
  const gradedAnyhow = stories.chain((story) =>
    fc.record({ story: fc.constant(story), moments: fc.array(fc.constantFrom(...story), { maxLength: 8 }) }),
  );
  const check = (run: (story: Gradable[], outcomes: StoredOutcome[]) => void) =>
    fc.assert(
      fc.property(gradedAnyhow, ({ story, moments }) => run(story, grade([...moments, story.at(-1) as Gradable]))),
      { numRuns: 500 },
    );

  it('ends with the same line in the ledger', () => {
    check((story, outcomes) => {
      expect(ledger(outcomes)).toEqual(ledger(grade(story)));
      expect(ledger(outcomes)).toEqual(ledger(grade(story.slice(-1))));
    });
  });
  it('has outcomes that count from 1, each after the one before, and graded again gets none', () => {
    check((story, outcomes) => {
      expect(outcomes.map(({ version }) => version)).toEqual(outcomes.map((_, i) => i + 1));
      expect(outcomes.map(({ previous }) => previous)).toEqual(
        outcomes.map((_, i) => outcomes[i - 1] && { result: outcomes[i - 1]?.result, profit: outcomes[i - 1]?.profit }),
      );
      expect(nextOutcome(graded(outcomes), story.at(-1) as Gradable, now)).toBeNull();
    });
  });
  it('changes the record by what the last outcome counts for', () => {
    check((_, outcomes) => {
      const sum = outcomes.map(deltaOf).reduce<Stats>(addStats, NO_STATS);
      const last = outcomes.at(-1);
      const whole = last ? { result: last.result, stakeMicro: last.stake, profitMicro: last.profit } : null;
      expect(sum).toEqual(statsDelta(null, whole));
    });
  });
});
