import { describe, expect, it } from 'vitest';
import { type Doubt, newEvent } from '#core/events';
import type { SetAside } from './odds-provider.ts';
import { pollOf, unreadScore } from './poll-rules.ts';

const at = new Date('2026-09-13T17:00:00.000Z');
const event = {
  ...newEvent(
    { provider: 'test', providerGameId: 'old', league: 'nfl', home: 'H', away: 'A', title: null, startsAt: at.toISOString() },
    new Date('2026-09-10T17:00:00.000Z'),
  ),
  providerGameIds: ['old', 'new'],
};
const { eventId } = event;
const setAside = (providerGameId: string | null, completed = false): SetAside => ({
  providerGameId,
  problem: '[0] bad',
  ...(completed && { completed }),
});

describe('pollOf()', () => {
  const poll = (spoiled: SetAside[], { shown = false, doubt }: { shown?: boolean; doubt?: Doubt } = {}) => {
    const matched = { items: new Map(shown ? [[eventId, {}]] : []), doubts: new Map(doubt ? [[eventId, doubt]] : []) };
    const { whole, missing, unread } = pollOf({ setAside: spoiled }, [event], matched, at);
    return [whole, missing.length, unread?.length];
  };
  it('tells the events that a reply left out', () => {
    expect(poll([])).toEqual([true, 1, 0]);
    expect(poll([], { shown: true })).toEqual([true, 0, 0]);
  });
  it.each(['old', 'new'])('does not miss an event whose item under the %s id could not be read', (id) => {
    expect(poll([setAside(id)])).toEqual([true, 0, 1]);
  });
  it('does not miss an event that is in doubt', () => expect(poll([], { doubt: 'teams' })).toEqual([true, 0, 1]));
  it('is not whole with an item whose id could not be read', () => expect(poll([setAside(null)])).toEqual([false, 1, 0]));
});

describe('unreadScore()', () => {
  const doubt = (spoiled: SetAside[], { shown = false, now = at } = {}) =>
    unreadScore(event, { setAside: spoiled }, new Map(shown ? [[eventId, {}]] : []), now);
  it.each<[Doubt | null, string, SetAside[]]>([
    [null, 'nothing', []],
    [null, 'another game', [setAside('other', true)]],
    ['unread', 'its item', [setAside('old')]],
    ['completed', 'its item, completed', [setAside('new', true)]],
    ['unread', 'an item without an id', [setAside(null, true)]],
  ])('is %s after %s was set aside', (expected, _, spoiled) => expect(doubt(spoiled)).toBe(expected));
  it('is null when another item shows the event', () => expect(doubt([setAside('old', true)], { shown: true })).toBeNull());
  it('is null before the start for an item without an id', () => {
    expect(doubt([setAside(null)], { now: new Date(at.getTime() - 1) })).toBeNull();
  });
});
