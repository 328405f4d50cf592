import { describe, expect, it } from 'vitest';
import { LINES, listedSelections, MARKETS, OFFERED_MARKETS, offerOf } from '#schemas/markets';
import type { EventToGrade } from '#schemas/settlement';
import { COVERED_SPORTS } from '#schemas/sports';
import { gradeLeg } from './grade-leg.ts';
import { policyFor } from './policy.ts';

/** A final game of which everything is stated that the rule of an offered market could read. */
const PLAYED: EventToGrade = {
  state: 'final',
  score: { home: 24, away: 17 },
  periods: [
    { period: 'Q1', home: 7, away: 3 },
    { period: 'Q2', home: 3, away: 7 },
    { period: 'Q3', home: 7, away: 0 },
    { period: 'Q4', home: 7, away: 7 },
  ],
  extraTime: false,
  facts: { first: 'home', races: { '1': 'away' }, entries: { Kane: { stats: { goals: 2 } } } },
};

const LEGS = COVERED_SPORTS.flatMap((sport) =>
  OFFERED_MARKETS.flatMap((market) => {
    const { periods = [], step = null } = offerOf(sport, market) ?? {};
    const selections = listedSelections(market).length > 0 ? listedSelections(market) : ['2-1'];
    return periods.flatMap((period) => selections.map((selection) => ({ sport, market, period, selection, step })));
  }),
);

describe('a market that POST /picks takes', () => {
  it.each(LEGS)('$sport $market $period $selection is graded', ({ sport, market, period, selection, step }) => {
    const line = step === null ? {} : { line: { whole: '1', half: '1.5', quarter: '1.25' }[step] };
    const player = MARKETS[market].on === 'player' ? { subject: 'Kane', stat: 'goals' } : {};
    // Without a mark there is one race.
    const event = market === 'first_to' ? { ...PLAYED, facts: { first: 'home' } } : PLAYED;
    expect(gradeLeg({ sport, market, period, selection, ...line, ...player }, event, policyFor())).toMatchObject({
      result: expect.stringMatching(/^(win|loss|push|half_win|half_loss)$/),
    });
  });

  it.each(OFFERED_MARKETS)('%s takes no finer line than can be graded', (market) => {
    const steps = [null, 'whole', 'half', 'quarter'];
    const { line, offered } = MARKETS[market];
    const graded = line === 'mark' ? 'quarter' : LINES[line].step;
    for (const { step } of Object.values(offered?.sports ?? {})) {
      expect(steps.indexOf(step)).toBeLessThanOrEqual(steps.indexOf(graded));
      if (line !== 'mark') expect(step === null).toBe(graded === null);
    }
  });
});
