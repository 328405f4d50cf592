import { describe, expect, it } from 'vitest';
import type { EventFacts } from '#core/events';
import { PickDetail, PickView } from '#schemas/pick-views';
import { ANN, gameId, storedLeg, storedPick } from '../../test/support/make/stored-picks.ts';
import type { HydratedPick } from './pick.hydrate.ts';
import { type StoredOutcome, type StoredPick, termsOf } from './pick.store.ts';
import { pickDetail, pickView } from './pick.view.ts';

const userId = ANN;
const eventId = gameId();
const noon = '2026-11-23T12:00:00.000Z';
const one = '2026-11-23T13:00:00.000Z';
const now = new Date(noon);

const event: EventFacts = {
  eventId,
  sport: 'american_football',
  league: 'nfl',
  title: null,
  home: 'Rams',
  away: 'Bills',
  startsAt: one,
  startVersion: 1,
  lockedThrough: null,
  state: 'scheduled',
} as EventFacts;
const leg = storedLeg(0, { market: 'spread', line: '-3.5', acceptedStart: one });
const single = storedPick({ placedAt: noon, revisedAt: noon, legs: [leg], stake: 1_500_000, analysis: 'Rams by a lot.' });
const { pickId } = single;
const card = {
  userId,
  handle: 'ann',
  displayName: 'Ann',
  private: false,
  banned: false,
  excluded: false,
  record: { decided: 0, turnover: 0, profit: 0 },
};
const hydrated = (more: Partial<StoredPick> = {}): HydratedPick => {
  const pick = { ...single, ...more };
  return { pick, events: pick.legs.map(() => event), author: card, sight: 'all', isListed: true, isOwn: false };
};
const WHOLE = { terms: true, analysis: true, book: true, proof: true };

describe('the view of a pick', () => {
  it('tells its author alone that a moderator has hidden its words', () => {
    const hidden = hydrated({ wordsHiddenAt: noon });
    expect(pickView(hidden, WHOLE, now).wordsHidden).toBe(false);
    expect(pickView({ ...hidden, isOwn: true }, WHOLE, now).wordsHidden).toBe(true);
    expect(pickView({ ...hydrated(), isOwn: true }, WHOLE, now).wordsHidden).toBe(false);
  });
  it('has the shape that the contract promises', () => {
    const view = pickView(hydrated(), WHOLE, now);
    expect(PickView.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      author: { id: userId, handle: 'ann', displayName: 'Ann' },
      status: 'open',
      stakeUnits: '1.5',
      lockAt: one,
      analysis: 'Rams by a lot.',
      editedAt: null,
      withdrawnAt: null,
      outcome: null,
      receipt: null,
    });
  });
  it('takes its status from the clock', () => {
    expect(pickView(hydrated(), WHOLE, new Date(one)).status).toBe('locked');
  });
  it('shows the price of a single from its leg, of a parlay as the product, of a round robin none', () => {
    const legs = [leg, { ...leg, selection: 'away', line: '+3.5' }];
    expect(pickView(hydrated(), WHOLE, now).odds).toMatchObject({ entered: leg.odds, decimal: '1.909091' });
    expect(pickView(hydrated({ kind: 'parlay', legs }), WHOLE, now).odds).toMatchObject({ entered: null, decimal: '3.644628' });
    expect(pickView(hydrated({ kind: 'round_robin', legs, size: 2 }), WHOLE, now).odds).toBeNull();
  });
  it('names nobody when the account of the author is gone', () => {
    const view = pickView({ ...hydrated(), author: undefined }, WHOLE, now);
    expect(view.author).toEqual({ id: userId, handle: '', displayName: '', avatar: null });
  });
  it('leaves out the parts that its viewer may not see, in every revision', () => {
    const revisions = [{ pickId, revision: 1, at: noon, ...termsOf(single) }];
    const detail = pickDetail(hydrated(), { revisions, outcomes: [], reviews: [] }, { ...WHOLE, analysis: false }, now);
    expect(detail.analysis).toBeNull();
    expect(detail.revisions).toMatchObject([{ analysis: null, stakeUnits: '1.5', legs: [{ line: '-3.5' }] }]);
  });
  it('shows each outcome with its receipt, and a review without its reviewer', () => {
    const grading = { result: 'win', profit: 1_363_636, rule: 'spread.line', legs: [], reviews: 1, gradedAt: one };
    const outcomes: StoredOutcome[] = [
      { ...grading, pickId, version: 1, authorId: userId, stake: 1_500_000, policyVersion: '1', writtenAt: one },
    ];
    const review = { pickId, number: 1, result: 'win', won: '1', returned: '0', lost: '0', by: userId, reason: 'Seen.' };
    const reviews = [{ ...review, recordedAt: one, counts: true }];
    const detail = pickDetail(hydrated({ outcomes: 1 }), { revisions: [], outcomes, reviews }, WHOLE, now);
    expect(PickDetail.parse(detail)).toEqual(detail);
    expect(detail.outcomes).toMatchObject([{ version: 1, profitUnits: '1.363636', policyVersion: '1', gradedAt: one }]);
    expect(detail.reviews).toEqual([
      { leg: null, result: 'win', fractions: { won: '1', returned: '0', lost: '0' }, reason: 'Seen.', at: one, counts: true },
    ]);
  });
});
