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
    ['nfl', leg('spread', 'home', '-3.50'), '-3.5'],
    ['nfl', leg('spread', 'away', '3'), '+3'],
    ['nfl', leg('spread', 'away', '+3', { period: 'H1' }), '+3'],
    ['nfl', leg('total', 'over', '48.5'), '48.5'],
    ['nfl', leg('team_total', 'home_under', '20.5', { period: 'Q4' }), '20.5'],
    ['nfl', leg('race_to', 'home', '20'), '20'],
    ['nfl', leg('player_total', 'over', '7.5', player), '7.5'],
    ['epl', leg('spread', 'home', '-0.25'), '-0.25'],
    ['epl', leg('total', 'under', '2.75'), '2.75'],
    ['epl', leg('three_way_handicap', 'draw', '-1'), '-1'],
    ['nba', leg('total', 'over', '55.5', { period: 'Q1' }), '55.5'],
    ['ncaab', leg('spread', 'home', '-3.5', { period: 'H2' }), '-3.5'],
    ['mlb', leg('spread', 'away', '+1.5', { period: 'F5' }), '+1.5'],
    ['nhl', leg('total', 'under', '5.5'), '5.5'],
    ['atp', leg('spread', 'home', '-3.5'), '-3.5'],
    ['ufc', leg('total', 'over', '2.5'), '2.5'],
    ['atp', leg('total', 'over', '3.5', { lineUnit: 'sets' }), '3.5'],
    ['mlb', leg('total', 'over', '8.5', { pitchers: { home: 'Cole' } }), '8.5'],
    ['afl', leg('spread', 'home', '-12.5'), '-12.5'],
    ['epl', leg('corners_total', 'over', '10.5'), '10.5'],
    ['epl', leg('cards_spread', 'away', '1'), '+1'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler', '10'), '10'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler', '+5.0'), '5'],
  ] as const)('%s %o is kept as %s', (league, terms, kept) => {
    expect(lineOf(league, terms, 0)).toBe(kept);
  });
  it.each([
    ['nfl', leg('moneyline', 'home')],
    ['nfl', leg('three_way', 'draw')],
    ['nfl', leg('player_yes_no', 'yes', undefined, player)],
    ['epl', leg('three_way', 'draw')],
    ['champions_league', leg('to_advance', 'away')],
    ['ufc', leg('moneyline', 'home', undefined, { drawPrice: true })],
    ['ufc', leg('fight_method', 'home_submission')],
    ['boxing', leg('fight_round', 'away_12')],
    ['epl', leg('half_time_full_time', 'draw_home')],
    ['epl', leg('double_chance', 'home_draw')],
    ['epl', leg('both_teams_to_score', 'no', undefined, { period: 'H2' })],
    ['epl', leg('correct_score', '2-1')],
    ['golf_majors', leg('outright', 'Scottie Scheffler')],
    ['golf_majors', leg('make_cut', 'no', undefined, { subject: 'Tiger Woods' })],
    ['golf_majors', leg('head_to_head', 'Rory McIlroy', undefined, { opponents: ['Shane Lowry'] })],
    ['golf_majors', leg('group', 'Rory McIlroy', undefined, { opponents: ['Shane Lowry', 'Cameron Smith'] })],
  ] as const)('%s %o has none', (league, terms) => {
    expect(lineOf(league, terms, 0)).toBeUndefined();
  });
  it.each([
    ['nfl', leg('double_chance', 'home_draw'), 'market'],
    ['epl', leg('moneyline', 'home'), 'market'],
    ['ncaab', leg('total', 'over', '35.5', { period: 'Q1' }), 'period'],
    ['ufc', leg('spread', 'home', '-1.5'), 'market'],
    ['atp', leg('three_way', 'draw'), 'market'],
    ['nhl', leg('spread', 'home', '-1.25'), 'line'],
    ['epl', leg('to_advance', 'home'), 'market'],
    ['nba', leg('total', 'over', '200.5', { lineUnit: 'sets' }), 'lineUnit'],
    ['atp', leg('total', 'over', '9.5', { lineUnit: 'sets', period: 'S1' }), 'lineUnit'],
    ['atp', leg('moneyline', 'home', undefined, { lineUnit: 'sets' }), 'lineUnit'],
    ['nfl', leg('moneyline', 'home', undefined, { pitchers: { home: 'Cole' } }), 'pitchers'],
    ['mlb', leg('player_total', 'over', '5.5', { ...player, pitchers: { home: 'Cole' } }), 'pitchers'],
    ['epl', leg('three_way', 'home', undefined, { drawPrice: true }), 'drawPrice'],
    ['epl', leg('race_to', 'home', '2'), 'market'],
    ['nfl', leg('corners_total', 'over', '10.5'), 'market'],
    ['nfl', leg('fight_round', 'home_1'), 'market'],
    ['ufc', leg('fight_round', 'home_0'), 'selection'],
    ['epl', leg('cards_total', 'over', '4.5', { period: 'H1' }), 'period'],
    ['epl', leg('total', 'over', '2.5', { period: 'Q1' }), 'period'],
    ['nfl', leg('first_to', 'home', undefined, { period: 'H1' }), 'period'],
    ['nfl', leg('moneyline', 'draw'), 'selection'],
    ['nfl', leg('total', 'home', '48.5'), 'selection'],
    ['nfl', leg('team_total', 'over', '20.5'), 'selection'],
    ['epl', leg('correct_score', 'two-one'), 'selection'],
    ['epl', leg('correct_score', '100-1'), 'selection'],
    ['nfl', leg('moneyline', 'home', '-3'), 'line'],
    ['nfl', leg('spread', 'home'), 'line'],
    ['nfl', leg('spread', 'home', '-3.25'), 'line'],
    ['nfl', leg('race_to', 'home', '20.5'), 'line'],
    ['epl', leg('three_way_handicap', 'draw', '-0.5'), 'line'],
    ['epl', leg('spread', 'home', '-0.3'), 'line'],
    ['epl', leg('total', 'over', '0'), 'line'],
    ['epl', leg('total', 'over', '-2.5'), 'line'],
    ['nfl', leg('player_total', 'over', '7.5', { stat: 'receptions' }), 'subject'],
    ['nfl', leg('player_total', 'over', '7.5', { subject: 'Cooper Kupp' }), 'stat'],
    ['nfl', leg('total', 'over', '48.5', player), 'subject'],
    ['nfl', leg('outright', 'Los Angeles Rams'), 'market'],
    ['golf_majors', leg('moneyline', 'home'), 'market'],
    ['golf_majors', leg('outright', 'Scottie Scheffler', '1'), 'line'],
    ['golf_majors', leg('outright', 'Scottie Scheffler', undefined, { period: 'H1' }), 'period'],
    ['golf_majors', leg('outright', 'Scottie Scheffler', undefined, { subject: 'Scottie Scheffler' }), 'subject'],
    ['golf_majors', leg('outright', 'Scottie Scheffler', undefined, { stat: 'birdies' }), 'stat'],
    ['golf_majors', leg('outright', 'Scottie Scheffler', undefined, { opponents: ['Shane Lowry'] }), 'opponents'],
    ['golf_majors', leg('outright', 'Scottie Scheffler', undefined, { drawPrice: true }), 'drawPrice'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler'), 'line'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler', '0'), 'line'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler', '-5'), 'line'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler', '0.5'), 'line'],
    ['golf_majors', leg('top_n', 'Scottie Scheffler', '10.25'), 'line'],
    ['golf_majors', leg('make_cut', 'Tiger Woods'), 'selection'],
    ['golf_majors', leg('make_cut', 'yes'), 'subject'],
    ['golf_majors', leg('make_cut', 'yes', '1', { subject: 'Tiger Woods' }), 'line'],
    ['golf_majors', leg('head_to_head', 'Rory McIlroy'), 'opponents'],
    ['golf_majors', leg('head_to_head', 'Rory McIlroy', undefined, { opponents: [] }), 'opponents'],
    ['golf_majors', leg('head_to_head', 'Rory McIlroy', undefined, { opponents: ['Shane Lowry', 'Tiger Woods'] }), 'opponents'],
    ['golf_majors', leg('group', 'Rory McIlroy', undefined, { opponents: ['Shane Lowry'] }), 'opponents'],
    ['nfl', leg('moneyline', 'home', undefined, { opponents: ['away'] }), 'opponents'],
  ] as const)('%s %o is refused by its %s, and the leg is named', (league, terms, field) => {
    expect(() => lineOf(league, terms, 3)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field: `legs.3.${field}` } }),
    );
  });
  it('of a teaser has no quarters, since a teaser has no half results', () => {
    expect(lineOf('epl', leg('spread', 'home', '-0.5'), 0, 'teaser')).toBe('-0.5');
    expect(() => lineOf('epl', leg('spread', 'home', '-0.25'), 0, 'teaser')).toThrow(
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
