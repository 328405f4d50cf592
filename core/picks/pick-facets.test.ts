import { expect, it } from 'vitest';
import { gameId, storedLeg, storedPick } from '../../test/support/make/stored-picks.ts';
import { eventFacet, eventsIn, facetsOf, phaseOf, phaseOfStatus } from './pick-facets.ts';
import { statusOf } from './pick-rules.ts';

it('the facets of a pick name its kind, and each sport, league, market and event of its legs once', () => {
  const facets = facetsOf(
    storedPick({ legs: [storedLeg(0), storedLeg(0, { market: 'total' }), storedLeg(1, { sport: 'soccer', league: 'epl' })] }),
  );
  expect(facets.toSorted()).toEqual(
    [
      'parlay',
      'american_football',
      'nfl',
      'moneyline',
      'total',
      'soccer',
      'epl',
      eventFacet(gameId(0)),
      eventFacet(gameId(1)),
    ].toSorted(),
  );
  expect(eventsIn(facets)).toBe(2);
});

it.each([
  [{}],
  [{ withdrawnAt: 'then' }],
  [{ outcome: { result: 'open' } }],
  [{ outcome: { result: 'win' } }],
  [{ outcome: { result: 'void' } }],
  [{ outcome: { result: 'ungradeable' } }],
  [{ outcome: { result: 'loss' }, withdrawnAt: 'then' }],
])('a pick of %j is in the phase of the status that it shows, before its lock and after it', (pick) => {
  for (const lockAt of ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'])
    expect(phaseOf(pick)).toBe(phaseOfStatus(statusOf(pick, lockAt, new Date('2026-06-01T00:00:00.000Z'))));
});
