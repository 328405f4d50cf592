import { describe, expect, it } from 'vitest';
import { LINES } from '#schemas/market-shapes';
import { listedSelections, MARKETS, namesCompetitor, OFFERED_MARKETS, offerOf, takesSubject } from '#schemas/markets';
import type { EventToGrade } from '#schemas/settlement';
import { type CoveredSport, LEAGUE_NAMES, sportOf } from '#schemas/sports';
import { gradeLeg } from './grade-leg.ts';
import { policyFor } from './policy.ts';

/** A final game of which everything is stated that the rule of an offered market could read. */
const stated = {
  state: 'final',
  extraTime: false,
  facts: {
    ...{ first: 'home', races: { '1': 'away' }, advances: 'home', entries: { Kane: { stats: { goals: 2 } } } },
    ...{ corners: { home: 7, away: 4 }, yellowCards: { home: 1, away: 2 }, redCards: { home: 0, away: 1 } },
  },
} as const satisfies EventToGrade;
const periods = (scores: Readonly<Record<string, readonly [number, number]>>) =>
  Object.entries(scores).map(([period, [home, away]]) => ({ period, home, away }));
const QUARTERS = periods({ Q1: [7, 3], Q2: [3, 7], Q3: [7, 0], Q4: [7, 7] });

const TEAMS: EventToGrade = { ...stated, score: { home: 24, away: 17 }, periods: QUARTERS };
const FIGHT: EventToGrade = {
  state: 'final',
  facts: { winner: 'home', method: 'ko', endRound: 2, endTime: '1:30', scheduledRounds: 3 },
};
const FIELD: EventToGrade = {
  state: 'final',
  facts: {
    holes: 72,
    entries: {
      Scheffler: { position: 1, cut: 'made' },
      McIlroy: { position: 2, cut: 'made' },
      Morikawa: { position: 3, cut: 'made' },
    },
  },
};
const PLAYED: Readonly<Record<CoveredSport, EventToGrade>> = {
  american_football: TEAMS,
  basketball: TEAMS,
  soccer: TEAMS,
  rugby: TEAMS,
  aussie_rules: TEAMS,
  baseball: {
    ...stated,
    score: { home: 5, away: 3 },
    periods: periods(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`I${i + 1}`, i === 0 ? [5, 3] : [0, 0]]))),
  },
  ice_hockey: { ...stated, score: { home: 4, away: 3 }, periods: periods({ P1: [2, 1], P2: [1, 1], P3: [1, 1] }) },
  tennis: { state: 'final', score: { home: 2, away: 1 }, periods: periods({ S1: [6, 4], S2: [4, 6], S3: [6, 2] }) },
  mma: FIGHT,
  boxing: FIGHT,
  golf: FIELD,
};

const LEGS = LEAGUE_NAMES.flatMap((league) =>
  OFFERED_MARKETS.flatMap((market) => {
    const { periods = [], step = null } = offerOf(league, market) ?? {};
    const unlisted = namesCompetitor(market) ? ['Scheffler', 'Morikawa'] : ['2-1'];
    const selections = listedSelections(market).length > 0 ? listedSelections(market) : unlisted;
    return periods.flatMap((period) =>
      selections.map((selection) => ({ league, sport: sportOf(league), market, period, selection, step })),
    );
  }),
);

describe('a market that POST /picks takes', () => {
  it.each(LEGS)('$league $market $period $selection is graded', ({ sport, market, period, selection, step }) => {
    const played = PLAYED[sport];
    const line = step === null ? {} : { line: { whole: '1', half: '1.5', quarter: '1.25' }[step] };
    const { on, opponents } = MARKETS[market];
    const player = on === 'player' ? { subject: 'Kane', stat: 'goals' } : {};
    const competitor = {
      ...(on === 'competitor' && takesSubject(market) && { subject: 'McIlroy' }),
      ...(opponents && { opponents: ['McIlroy', selection === 'Morikawa' ? 'Scheffler' : 'Morikawa'].slice(0, opponents.least) }),
    };
    // Without a mark there is one race.
    const event = market === 'first_to' ? { ...played, facts: { first: 'home' } } : played;
    expect(gradeLeg({ sport, market, period, selection, ...line, ...player, ...competitor }, event, policyFor())).toMatchObject({
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
