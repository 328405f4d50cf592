import { describe, expect, it } from 'vitest';
import { type EventState, newEvent, resultHash, type StoredEvent } from '#core/events';
import { decideClaim, type ShownScore } from './claim-rules.ts';

const startsAt = '2026-09-13T17:00:00.000Z';
const over = '2026-09-13T20:00:00.000Z';
const result = { home: 24, away: 20, version: 1, recordedAt: over };
const pinned: StoredEvent = {
  ...newEvent(
    { provider: 'test', providerGameId: 'game', league: 'nfl', home: 'H', away: 'A', title: null, startsAt },
    new Date(startsAt),
  ),
  state: 'final',
  pinned: true,
  result,
};
const masters = { ...pinned, ...{ home: null, away: null, title: 'Masters Tournament' } } as StoredEvent;
const shows = (home: number, away: number, completed = true): ShownScore => ({ completed, score: { home, away } });
const content = (home: number, away: number) => resultHash({ home, away }, null);
const claim = { number: 1, home: 24, away: 21, recordedAt: over, contentHash: content(24, 21) };

describe('decideClaim()', () => {
  it.each<[string, StoredEvent, ShownScore | null]>([
    ['an event that the poll left out', pinned, null],
    ['a game in play', pinned, shows(24, 21, false)],
    ['a completed game without a score', pinned, { completed: true, score: null }],
    ['the decided score', pinned, shows(24, 20)],
    [
      'the same score, of which an admin knows more',
      { ...pinned, result: { ...result, contentHash: 'x', detailed: true } },
      shows(24, 20),
    ],
    ['the claim that is stored already', { ...pinned, claim, disputedHash: claim.contentHash }, shows(24, 21)],
    ['the stored claim after an admin answered it', { ...pinned, claim }, shows(24, 21)],
    ['a score of a tournament, which has none', masters, shows(24, 21)],
    ['another score of an undecided event', { ...pinned, pinned: false }, shows(24, 21)],
    ['the decided score after the provider agreed before', { ...pinned, claim: { ...claim, contentHash: null } }, shows(24, 20)],
  ])('is null for %s', (_, event, seen) => expect(decideClaim(event, seen)).toBeNull());

  it('makes a claim of another score', () => {
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
  it('stores agreement after a claim, and counts an equal claim as new again', () => {
    const disputed = { ...pinned, claim, disputedHash: claim.contentHash };
    expect(decideClaim(disputed, shows(24, 20))).toEqual({ what: 'agrees', claim });
    expect(decideClaim({ ...pinned, claim: { ...claim, contentHash: null } }, shows(24, 21))).toMatchObject({ what: 'claim' });
  });
});
