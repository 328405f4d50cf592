import { expect, it } from 'vitest';
import { readMeasured } from './file.ts';

const measured = new Map(readMeasured().map((row) => [row.name, row]));

/** The most that feeds and messages may cost: docs/adr/0029-feeds.md, 0032-ranked-once.md and 0036-conversations.md promise it. */
const GOALS: Readonly<Record<string, Partial<Record<'rru' | 'wru' | 'calls' | 'trips', number>>>> = {
  'a page of 20 items of 8 authors on 10 events': { rru: 27, trips: 2 },
  'a page of 20 items, all of other authors': { rru: 44, trips: 2 },
  'a page with 20 big authors': { rru: 37, trips: 3 },
  'a page with 200 big authors': { rru: 127, trips: 4 },
  'a page with 200 big authors, whom the same function has just read': { rru: 27, trips: 2 },
  'the first page of a reader who has come back': { rru: 45, trips: 5 },
  'the first page of a home feed of 100 items of 35 authors on 8 games': { rru: 100, wru: 4, trips: 3 },
  'a further page of a home feed': { rru: 27, trips: 2 },
  'the first page of trending items': { rru: 23, trips: 3 },
  'a fan-out of a big author with 5,000 followers': { rru: 2, wru: 0 },
  'send a text to a person': { rru: 4.5, wru: 5, trips: 5 },
  'send a text to a group of 16': { rru: 12, wru: 5, trips: 5 },
  'send a text to a group of 256': { rru: 134, wru: 5, trips: 5 },
  'send a text of 660 bytes': { rru: 4.5, wru: 5, trips: 5 },
  'my conversations, 100 of them': { rru: 82, wru: 1, trips: 3 },
  'my conversations, 500 of them': { rru: 310, wru: 1, trips: 3 },
  'a sync of 500 conversations, 50 of them changed': { rru: 511, wru: 1 },
};

it.each(Object.entries(GOALS))('"%s" costs no more than its goal', (name, goal) => {
  for (const [cost, most] of Object.entries(goal) as [keyof typeof goal, number][])
    expect(measured.get(name)?.[cost], cost).toBeLessThanOrEqual(most);
});

it('a fan-out costs a follower 1 WRU and 0.06 calls, and 0.08 RRU where its readers are known', () => {
  const of = (name: string) => {
    const { rru = 0, wru = 0, calls = 0 } = measured.get(name) ?? {};
    return { rru: rru / 999, wru: wru / 999, calls: calls / 999 };
  };
  const [unknown, known] = ['', ', of an author who has posted in the last day'].map((more) =>
    of(`a fan-out to 999 followers${more}`),
  );
  expect([unknown?.wru, known?.wru]).toEqual([1, 1]);
  expect(unknown?.rru).toBeLessThan(0.58);
  expect(unknown?.calls).toBeLessThan(0.06);
  expect(known?.rru).toBeLessThan(0.08);
  expect(known?.calls).toBeLessThan(0.05);
});

it.each(['send a text to a long conversation', '50 messages of a conversation', '50 messages around one in the middle'])(
  '"%s" costs the same in a log of any length, but for the edge of a partition',
  (name) => {
    const [shortest, ...longer] = readMeasured().filter((row) => row.name === name);
    expect(longer.map(({ size }) => size)).toEqual([1_000, 10_000]);
    for (const { rru, wru, calls, trips } of longer) {
      expect(wru).toBe(shortest?.wru);
      expect(rru - (shortest?.rru ?? 0)).toBeLessThanOrEqual(1);
      expect(calls - (shortest?.calls ?? 0)).toBeLessThanOrEqual(1);
      expect(trips - (shortest?.trips ?? 0)).toBeLessThanOrEqual(1);
    }
  },
);

it.each([
  ['send a text to a person who is connected, as its sender is', 3],
  ['send a text to a group of 256, 50 of them connected', 3],
  // The connection says who its sender is.
  ['send a text to a person over a socket', 4],
])('"%s" posts after %d round trips', (name, trips) => {
  const waves = (measured.get(name)?.text ?? '').split('; ');
  expect(waves.findIndex((wave) => wave.includes('PostToConnection'))).toBe(trips);
});
