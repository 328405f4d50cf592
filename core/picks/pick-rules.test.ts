import { describe, expect, it } from 'vitest';
import type { EventFacts } from '#core/events';
import type { OfferedMarket } from '#schemas/markets';
import { assertPayable, assertTakesPicks, type LegSelection, lineOf, stakeOf, statusOf } from './pick-rules.ts';

const noon = '2026-11-23T12:00:00.000Z';
const one = '2026-11-23T13:00:00.000Z';
const two = '2026-11-23T14:00:00.000Z';
const date = (instant: string, more = 0) => new Date(Date.parse(instant) + more);

const leg = (market: OfferedMarket, selection: string, line?: string, more: Partial<LegSelection> = {}): LegSelection => ({
  market,
  period: 'game',
  selection,
  line,
  ...more,
});
const player = { subject: 'Cooper Kupp', stat: 'receptions' };

describe('the line of a leg', () => {
  it.each([
    ['american_football', leg('spread', 'home', '-3.50'), '-3.5'],
    ['american_football', leg('spread', 'away', '3'), '+3'],
    ['american_football', leg('spread', 'away', '+3', { period: 'H1' }), '+3'],
    ['american_football', leg('total', 'over', '48.5'), '48.5'],
    ['american_football', leg('team_total', 'home_under', '20.5', { period: 'Q4' }), '20.5'],
    ['american_football', leg('race_to', 'home', '20'), '20'],
    ['american_football', leg('player_total', 'over', '7.5', player), '7.5'],
    ['soccer', leg('spread', 'home', '-0.25'), '-0.25'],
    ['soccer', leg('total', 'under', '2.75'), '2.75'],
    ['soccer', leg('three_way_handicap', 'draw', '-1'), '-1'],
  ] as const)('%s %o is kept as %s', (sport, terms, kept) => {
    expect(lineOf(sport, terms, 0)).toBe(kept);
  });
  it.each([
    ['american_football', leg('moneyline', 'home')],
    ['american_football', leg('three_way', 'draw')],
    ['american_football', leg('player_yes_no', 'yes', undefined, player)],
    ['soccer', leg('three_way', 'draw')],
    ['soccer', leg('double_chance', 'home_draw')],
    ['soccer', leg('both_teams_to_score', 'no', undefined, { period: 'H2' })],
    ['soccer', leg('correct_score', '2-1')],
  ] as const)('%s %o has none', (sport, terms) => {
    expect(lineOf(sport, terms, 0)).toBeUndefined();
  });
  it.each([
    ['american_football', leg('double_chance', 'home_draw'), 'market'],
    ['soccer', leg('moneyline', 'home'), 'market'],
    ['soccer', leg('race_to', 'home', '2'), 'market'],
    ['soccer', leg('total', 'over', '2.5', { period: 'Q1' }), 'period'],
    ['american_football', leg('first_to', 'home', undefined, { period: 'H1' }), 'period'],
    ['american_football', leg('moneyline', 'draw'), 'selection'],
    ['american_football', leg('total', 'home', '48.5'), 'selection'],
    ['american_football', leg('team_total', 'over', '20.5'), 'selection'],
    ['soccer', leg('correct_score', 'two-one'), 'selection'],
    ['soccer', leg('correct_score', '100-1'), 'selection'],
    ['american_football', leg('moneyline', 'home', '-3'), 'line'],
    ['american_football', leg('spread', 'home'), 'line'],
    ['american_football', leg('spread', 'home', '-3.25'), 'line'],
    ['american_football', leg('race_to', 'home', '20.5'), 'line'],
    ['soccer', leg('three_way_handicap', 'draw', '-0.5'), 'line'],
    ['soccer', leg('spread', 'home', '-0.3'), 'line'],
    ['soccer', leg('total', 'over', '0'), 'line'],
    ['soccer', leg('total', 'over', '-2.5'), 'line'],
    ['american_football', leg('player_total', 'over', '7.5', { stat: 'receptions' }), 'subject'],
    ['american_football', leg('player_total', 'over', '7.5', { subject: 'Cooper Kupp' }), 'stat'],
    ['american_football', leg('total', 'over', '48.5', player), 'subject'],
  ] as const)('%s %o is refused by its %s, and the leg is named', (sport, terms, field) => {
    expect(() => lineOf(sport, terms, 3)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field: `legs.3.${field}` } }),
    );
  });
  it('of a teaser has no quarters, since a teaser has no half results', () => {
    expect(lineOf('soccer', leg('spread', 'home', '-0.5'), 0, 'teaser')).toBe('-0.5');
    expect(() => lineOf('soccer', leg('spread', 'home', '-0.25'), 0, 'teaser')).toThrow(
      expect.objectContaining({ details: { field: 'legs.0.line' } }),
    );
  });
});

describe('a ticket', () => {
  const legs = (price: string, n: number) => Array.from({ length: n }, () => ({ odds: { format: 'decimal' as const, price } }));
  it('pays up to a million for one', () => {
    expect(() => assertPayable({ stakeMicro: 1, kind: 'parlay', legs: legs('10', 6) })).not.toThrow();
    expect(() => assertPayable({ stakeMicro: 1, kind: 'parlay', legs: [...legs('10', 6), ...legs('1.0001', 1)] })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field: 'legs' } }),
    );
    expect(() => assertPayable({ stakeMicro: 1, kind: 'round_robin', legs: legs('10000', 2) })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    expect(() =>
      assertPayable({ stakeMicro: 1, kind: 'same_game_parlay', legs: [{}, {}], odds: { format: 'decimal', price: '10000' } }),
    ).not.toThrow();
  });
});

it.each([
  ['0.01', 10_000],
  ['1.5', 1_500_000],
  ['100', 100_000_000],
  ['0.1', 100_000],
])('a stake of %s units is %i millionths', (units, micro) => {
  expect(stakeOf(units)).toBe(micro);
});

describe('assertTakesPicks', () => {
  const event = { state: 'scheduled', startsAt: one } as EventFacts;
  it('takes a pick before the start of its event, and none at it', () => {
    expect(() => assertTakesPicks([event], date(one, -1))).not.toThrow();
    expect(() => assertTakesPicks([event], date(one))).toThrow(expect.objectContaining({ code: 'PICK_LOCKED' }));
    expect(() => assertTakesPicks([event], date(one, 1))).toThrow(expect.objectContaining({ code: 'PICK_LOCKED' }));
  });
  it('refuses a ticket when one of its events has started', () => {
    expect(() => assertTakesPicks([{ ...event, startsAt: two }, event], date(one))).toThrow(
      expect.objectContaining({ code: 'PICK_LOCKED' }),
    );
  });
  it.each(['final', 'needs_review', 'postponed', 'cancelled', 'abandoned'] as const)(
    'refuses a pick on an event that is %s',
    (state) => {
      expect(() => assertTakesPicks([event, { ...event, state }], date(noon))).toThrow(
        expect.objectContaining({ code: 'PICK_LOCKED' }),
      );
    },
  );
});

describe('the status of a pick', () => {
  it.each([
    [{}, date(one, -1), 'open'],
    [{}, date(one), 'locked'],
    [{ outcome: { result: 'void' } }, date(noon), 'settled'],
    [{ outcome: { result: 'win' } }, date(two), 'settled'],
    [{ outcome: { result: 'open' } }, date(noon), 'locked'],
    [{ outcome: { result: 'ungradeable' } }, date(two), 'needs_review'],
    [{ withdrawnAt: noon }, date(two), 'withdrawn'],
    [{ withdrawnAt: noon, outcome: { result: 'win' } }, date(two), 'withdrawn'],
  ])('%j at %s is %s', (pick, now, status) => {
    expect(statusOf(pick, one, now)).toBe(status);
  });
});
