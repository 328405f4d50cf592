import { describe, expect, it } from 'vitest';
import { ResultDetails, ResultFacts } from '#schemas/settlement';
import { SPORTS, type Sport } from '#schemas/sports';
import { FACT_SPORTS, factProblem } from './fact-rules.ts';

/** One true value of every fact of an event. */
const STATED: Required<Omit<ResultFacts, keyof typeof OF_ENTRIES>> = {
  entries: { Kane: { started: true, stats: { goals: 1 } } },
  winner: 'home',
  first: 'home',
  races: { '3': 'home' },
  outcome: 'Ann',
  scheduleComplete: true,
  innings: 9,
  scheduledInnings: 9,
  pitcherChanged: false,
  pitchers: { home: 'Gerrit Cole' },
  advances: 'home',
  method: 'ko',
  matchTiebreak: 'S3',
  bestOf: 3,
  endRound: 2,
  endTime: '1:30',
  roundMinutes: 5,
  scheduledRounds: 3,
  holes: 72,
  trophy: true,
  leagueOfficial: true,
  venue: 'same',
  neutralGround: true,
  playoff: true,
  corners: { home: 7, away: 4 },
  yellowCards: { home: 1, away: 2 },
  redCards: { home: 0, away: 0 },
};
/** Facts of one competitor or player. */
const OF_ENTRIES = {
  started: true,
  position: 1,
  tied: { k: 2, places: 1 },
  won: true,
  score: 280,
  cut: 'made',
  value: 7,
  valueWithExtraTime: 7,
  stats: { goals: 1 },
  happened: true,
  finished: true,
} as const;
const score = { home: 2, away: 1 };
const told = (sport: Sport, details: object, state: 'final' | 'suspended' = 'final') =>
  factProblem(sport, { ...ResultDetails.parse(details), state, score })?.[0] ?? null;
const FACTS = Object.keys(STATED) as (keyof typeof STATED)[];

describe('a fact', () => {
  it.each(SPORTS.flatMap((sport) => FACTS.map((fact) => [sport, fact] as const)))('of %s: %s', (sport, fact) => {
    const isOurs = FACT_SPORTS[fact].includes(sport);
    expect(told(sport, { facts: { [fact]: STATED[fact] } })).toBe(isOurs ? null : `facts.${fact}`);
  });
  it('is listed once: of the event, or of one competitor', () =>
    expect([...FACTS, ...Object.keys(OF_ENTRIES)].toSorted()).toEqual(Object.keys(ResultFacts.shape).toSorted()));
  it.each(Object.entries(OF_ENTRIES))('of one competitor stands under a name: %s', (fact, value) =>
    expect(told('soccer', { facts: { [fact]: value } })).toBe(`facts.${fact}`),
  );
  it.each([
    [null, 'golf', { entries: { Woods: { position: 1, cut: 'made' } } }],
    ['facts.entries.Kane.position', 'soccer', { entries: { Kane: { position: 1 } } }],
    ['facts.entries.Kane.cut', 'soccer', { entries: { Kane: { cut: 'made' } } }],
    ['facts.winner', 'soccer', { winner: 'no_contest' }],
    [null, 'mma', { winner: 'no_contest' }],
  ] as const)('%s of %s: %j', (field, sport, facts) => expect(told(sport, { facts })).toBe(field));
});

describe('how long and in which parts a game was played', () => {
  it.each<[string | null, Sport, object]>([
    [null, 'soccer', { minutes: 90, extraTime: true, periods: [{ period: 'H1', home: 1, away: 1 }] }],
    [null, 'ice_hockey', { periods: [{ period: 'SO', home: 3, away: 1 }] }],
    ['periods.1.period', 'ice_hockey', { periods: ['P1', 'H2'].map((period) => ({ period, home: 1, away: 0 })) }],
    ['periods.0.period', 'baseball', { periods: [{ period: 'SO', home: 1, away: 0 }] }],
    ['periods.0.period', 'mma', { periods: [{ period: 'H1', home: 1, away: 0 }] }],
    ['minutes', 'baseball', { minutes: 180 }],
    ['minutes', 'tennis', { minutes: 90 }],
    ['extraTime', 'tennis', { extraTime: false }],
    ['extraTime', 'boxing', { extraTime: false }],
    [null, 'baseball', { periods: [{ period: 'I9', home: 0, away: 1, unplayed: 'home' }] }],
  ])('%s of %s: %j', (field, sport, details) => expect(told(sport, details)).toBe(field));

  it.each([
    ['home', { period: 'I9', home: 1, away: 0, unplayed: 'home' }],
    ['unplayed', { period: 'I9', home: 0, away: 0, unplayed: 'away' }],
    ['unplayed', { period: 'F5', home: 0, away: 0, unplayed: 'home' }],
    ['unplayed', { period: 'H2', home: 0, away: 0, unplayed: 'home' }],
  ])('half an inning is refused by its %s: %j', (field, period) =>
    expect(ResultDetails.safeParse({ periods: [period] }).error?.issues[0]?.path).toEqual(['periods', 0, field]),
  );
  it.each([
    ['corners', { home: 100, away: 0 }],
    ['yellowCards', { home: -1, away: 0 }],
    ['redCards', { home: 1 }],
    ['corners', { home: 1, away: 1, total: 2 }],
    ['neutralGround', 'yes'],
  ])('%s takes no %j', (fact, value) =>
    expect(ResultDetails.safeParse({ facts: { [fact]: value } }).error?.issues[0]?.path.slice(0, 2)).toEqual(['facts', fact]),
  );
});

describe('a suspension', () => {
  const suspendedAt = '2026-09-13T19:00:00Z';
  const [before, after] = ['2026-09-13T18:59:59Z', '2026-09-14T19:00:00Z'];
  const at = (more: object) => ({ suspendedAt, atSuspension: { score: { home: 1, away: 1 }, ...more } });
  it.each<[string | null, Sport, object, ('final' | 'suspended')?]>([
    [null, 'soccer', { ...at({ minutes: 60 }), resumedAt: after }],
    [null, 'baseball', at({ innings: '5.5', periods: [{ period: 'I1', home: 1, away: 1 }] }), 'suspended'],
    ['suspendedAt', 'soccer', { resumedAt: after }],
    ['suspendedAt', 'soccer', { atSuspension: { score } }],
    ['resumedAt', 'soccer', { suspendedAt, resumedAt: before }],
    ['resumedAt', 'soccer', { suspendedAt, resumedAt: after }, 'suspended'],
    ['suspendedAt', 'mma', { suspendedAt }],
    ['suspendedAt', 'soccer', { suspendedAt, actualStart: after }],
    [null, 'mma', { actualStart: before }],
    ['suspendedAt', 'tennis', { suspendedAt }],
    ['atSuspension.minutes', 'baseball', at({ minutes: 60 })],
    ['atSuspension.innings', 'soccer', at({ innings: 5 })],
    ['atSuspension.periods.0.period', 'soccer', at({ periods: [{ period: 'Q1', home: 1, away: 1 }] })],
    ['atSuspension.periods', 'soccer', at({ periods: [{ period: 'H1', home: 2, away: 1 }] })],
    ['atSuspension.score', 'soccer', at({ score: { home: 1, away: 2 } })],
  ])('%s of %s: %j %s', (field, sport, details, state) => expect(told(sport, details, state)).toBe(field));
});
