import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids';
import type { EventId, PickId, UserId } from '#schemas/common';
import { MOST_RECENT } from './feed-limits.ts';
import { MOST_HINTED, type PackedRef, packRefs, unpackRefs } from './feed-ref.ts';
import { audienceOf, isReturning, mustMark, newestOf, packRecent, readStep, sinceOf, withRecent } from './feed-rules.ts';

const now = new Date('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(now.getTime() - ms);
const item = (age: number, events = 1): PackedRef => ({
  type: 'pick',
  id: newId(ago(age)),
  hint: { userIds: [], pickIds: [], eventIds: Array.from({ length: events }, () => newId<EventId>(now)) },
});
const ids = (refs: readonly PackedRef[]) => refs.map(({ id }) => id);

describe('packed references', () => {
  it('are unpacked as they were', () => {
    const refs: PackedRef[] = [
      item(0),
      {
        type: 'post',
        id: newId(now),
        hint: {
          userIds: [newId<UserId>(now)],
          pickIds: [newId<PickId>(now), newId<PickId>(now)],
          eventIds: [newId<EventId>(now)],
        },
      },
      { type: 'post', id: newId(now), hint: { userIds: [], pickIds: [], eventIds: [] } },
      { type: 'pick', id: newId(now), hint: null },
      item(0, MOST_HINTED),
    ];
    expect(unpackRefs(packRefs(refs))).toEqual(refs);
    expect(unpackRefs(packRefs([]))).toEqual([]);
  });
  it('leave out a hint of too many ids', () => {
    const much = item(0, MOST_HINTED + 1);
    expect(unpackRefs(packRefs([much]))).toEqual([{ ...much, hint: null }]);
  });
});

describe("an author's recent items", () => {
  it('are in the order of their ids, whenever they come', () => {
    const [old, middle, young] = [item(3 * HOUR), item(2 * HOUR), item(HOUR)];
    expect(withRecent([middle], [young, old], now)).toEqual([young, middle, old]);
    expect(withRecent([young, middle, old], [middle], now)).toEqual([young, middle, old]);
  });
  it('are the newest 80, of the last 30 days', () => {
    const many = Array.from({ length: MOST_RECENT }, (_, i) => item(i * MINUTE));
    const late = item(2 * DAY);
    expect(withRecent(many, [late], now)).toEqual(many);
    const young = item(0);
    expect(withRecent(many.slice(1), [young], now)).toHaveLength(MOST_RECENT);
    expect(withRecent([item(31 * DAY)], [young], now)).toEqual([young]);
  });
  it('take less than 3,600 bytes: the oldest go without their hints', () => {
    const slips = Array.from({ length: MOST_RECENT }, (_, i) => item(i * MINUTE, 12));
    const packed = packRecent(slips);
    expect(packed.length).toBeLessThanOrEqual(3_600);
    const read = unpackRefs(packed);
    expect(ids(read)).toEqual(ids(slips));
    expect(read[0]).toEqual(slips[0]);
    expect(read.at(-1)?.hint).toBeNull();
    const singles = Array.from({ length: MOST_RECENT }, (_, i) => item(i * MINUTE));
    expect(unpackRefs(packRecent(singles))).toEqual(singles);
  });
  it('tell since when a feed that begins with some of them is complete', () => {
    const many = Array.from({ length: 30 }, (_, i) => item(i * MINUTE));
    expect(sinceOf(many, 20)).toBe(ago(19 * MINUTE).toISOString());
    expect(sinceOf(many.slice(0, 20), 20)).toBeNull();
    expect(sinceOf([], 20)).toBeNull();
    const full = Array.from({ length: MOST_RECENT }, (_, i) => item(i * MINUTE));
    expect(sinceOf(full, MOST_RECENT)).toBe(ago(79 * MINUTE).toISOString());
  });
});

describe('the audience of an item', () => {
  it.each([
    [999, undefined, 'followers'],
    [1_000, undefined, 'followers'],
    [1_000, 'pending', 'followers'],
    [999, 'ready', 'followers'],
    [1_000, 'ready', 'written-readers'],
  ] as const)('of an author with %i followers, marked %s, is the %s', (followers, everBig, audience) => {
    expect(audienceOf(followers, everBig)).toBe(audience);
  });
});

describe('an author is marked as big', () => {
  const marked = (age: number) => ({ everBig: 'pending' as const, markedBy: 'a', markedAt: ago(age).toISOString() });
  it.each([
    ['with 999 followers', {}, 999, false],
    ['with 1,000 followers', {}, 1_000, true],
    ['while another fan-out does it', marked(14 * MINUTE), 1_000, false],
    ['after another one did not end it', marked(16 * MINUTE), 1_000, true],
    ['once in a life', { everBig: 'ready' as const }, 5_000, false],
  ])('%s: %j', (_, marking, followers, must) => {
    expect(mustMark(marking, followers, now)).toBe(must);
  });
});

describe('a read of the feed', () => {
  const at = (age: number) => ago(age).toISOString();
  it.each([
    ['the first one', {}, true, 'return'],
    ['within 12 hours', { readAt: at(11 * HOUR) }, false, null],
    ['after 12 hours', { readAt: at(13 * HOUR) }, false, 'note'],
    ['after 29 days', { readAt: at(29 * DAY) }, false, 'note'],
    ['after 30 days', { readAt: at(30 * DAY) }, true, 'return'],
    ['while the rows are written', { readAt: at(MINUTE), returnedAt: at(MINUTE) }, true, null],
    ['when no rows came', { readAt: at(6 * MINUTE), returnedAt: at(6 * MINUTE) }, true, 'return'],
  ])('%s', (_, state, returning, step) => {
    expect([isReturning(state, now), readStep(state, now)]).toEqual([returning, step]);
  });
});

it('a returning reader gets the 400 newest items of all authors, of the last 30 days', () => {
  const of = (author: string, ages: number[]) => ages.map((age) => ({ ...item(age), authorId: author as UserId }));
  const recents = Array.from({ length: 6 }, (_, a) =>
    of(
      `a${a}`,
      Array.from({ length: 80 }, (_, i) => i * HOUR + a * MINUTE),
    ),
  );
  const newest = newestOf([...recents, of('old', [30 * DAY])], now);
  expect(newest).toHaveLength(400);
  expect(ids(newest)).toEqual(ids(newest).toSorted().toReversed());
});
