import { describe, expect, it } from 'vitest';
import { type EventState, newEvent, resultHash, type StoredEvent } from '#core/events';
import { decideClaim, type ShownScore } from './claim-rules.ts';

const startsAt = '2026-09-13T17:00:00.000Z';
const over = '2026-09-13T20:00:00.000Z';
const result = { home: 24, away: 20, version: 1, recordedAt: over };
const pinned: StoredEvent = {
  ...newEvent({ provider: 'test', providerGameId: 'game', league: 'nfl', home: 'H', away: 'A', startsAt }, new Date(startsAt)),
  state: 'final',
  pinned: true,
  result,
};
const shows = (home: number, away: number, completed = true): ShownScore => ({ completed, score: { home, away } });
const content = (home: number, away: number) => resultHash({ home, away }, null);
const claim = { number: 1, home: 24, away: 21, recordedAt: over, contentHash: content(24, 21) };

describe('a claim of the provider against an admin’s decision', () => {
  it.each<[string, StoredEvent, ShownScore | null]>([
    ['nothing', pinned, null],
    ['that it is in play', pinned, shows(24, 21, false)],
    ['that it is over, without a score', pinned, { completed: true, score: null }],
    ['the same score', pinned, shows(24, 20)],
    [
      'the same score, of which an admin knows more',
      { ...pinned, result: { ...result, contentHash: 'x', detailed: true } },
      shows(24, 20),
    ],
    ['what it has claimed before', { ...pinned, claim, disputedHash: claim.contentHash }, shows(24, 21)],
    ['what it has claimed before and an admin has answered', { ...pinned, claim }, shows(24, 21)],
    ['another score of an event that nobody decided', { ...pinned, pinned: false }, shows(24, 21)],
    ['the same score, after having come round before', { ...pinned, claim: { ...claim, contentHash: null } }, shows(24, 20)],
  ])('%s is not kept', (_, event, seen) => expect(decideClaim(event, seen)).toBeNull());

  it('another score is a claim', () => {
    expect(decideClaim(pinned, shows(24, 21))).toEqual({ what: 'claim', contentHash: content(24, 21) });
    expect(decideClaim({ ...pinned, claim, disputedHash: claim.contentHash }, shows(24, 22))).toEqual({
      what: 'claim',
      contentHash: content(24, 22),
    });
  });
  it.each<EventState>(['cancelled', 'abandoned', 'postponed', 'suspended', 'forfeit', 'walkover', 'retired'])(
    'any final score is one where it is %s',
    (state) => expect(decideClaim({ ...pinned, state }, shows(24, 20))).toEqual({ what: 'claim', contentHash: content(24, 20) }),
  );
  it('agreement after a claim is stored, and the same claim counts as new again', () => {
    const disputed = { ...pinned, claim, disputedHash: claim.contentHash };
    expect(decideClaim(disputed, shows(24, 20))).toEqual({ what: 'agrees', claim });
    expect(decideClaim({ ...pinned, claim: { ...claim, contentHash: null } }, shows(24, 21))).toMatchObject({ what: 'claim' });
  });
});
