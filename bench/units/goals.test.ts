import { expect, it } from 'vitest';
import { readMeasured } from './file.ts';

const measured = new Map(readMeasured().map((row) => [row.name, row]));

/** The most that feeds may cost: docs/adr/0029-feeds.md and 0032-ranked-once.md promise it. */
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
