import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, type Listing, MOST_READS, MOST_UNITS } from './page.ts';

/** A list of the numbers 0 to `hidden.length` - 1, of which some are left out. It counts its reads. */
function listOf(hidden: readonly boolean[]) {
  const counts: number[] = [];
  const listing: Listing<number, number> = {
    read: async (after, count) => {
      counts.push(count);
      const first = after === null ? 0 : Number(after) + 1;
      return Array.from({ length: Math.min(count, Math.max(0, hidden.length - first)) }, (_, i) => first + i);
    },
    positionOf: String,
    show: async (entries) => entries.map((entry) => (hidden[entry] ? null : entry)),
  };
  return { listing, counts };
}

const hiddenOnes = fc.array(fc.boolean(), { maxLength: 120 });
const limits = fc.integer({ min: 1, max: 20 });

describe('pages of a list that leaves entries out', () => {
  it('have every shown entry once, in order, and end', async () => {
    await fc.assert(
      fc.asyncProperty(hiddenOnes, limits, async (hidden, limit) => {
        const { listing } = listOf(hidden);
        const all: number[] = [];
        let after: string | null = null;
        let pages = 0;
        do {
          const page: Awaited<ReturnType<typeof collect<number, number>>> = await collect(after, limit, listing);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          all.push(...page.items);
          after = page.after;
          pages += 1;
          expect(pages).toBeLessThanOrEqual(hidden.length + 1);
        } while (after !== null);
        expect(all).toEqual(hidden.flatMap((isHidden, i) => (isHidden ? [] : [i])));
      }),
    );
  });

  it('take a bounded number of reads, each of one entry more than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(hiddenOnes, limits, async (hidden, limit) => {
        const { listing, counts } = listOf(hidden);
        await collect(null, limit, listing);
        expect(counts.length).toBeLessThanOrEqual(MOST_READS);
        expect(new Set(counts)).toEqual(new Set([limit + 1]));
      }),
    );
  });

  it('are full unless the list ends or the reads are used up', async () => {
    await fc.assert(
      fc.asyncProperty(hiddenOnes, limits, async (hidden, limit) => {
        const { listing, counts } = listOf(hidden);
        const { items, after } = await collect(null, limit, listing);
        if (after !== null && counts.length < MOST_READS) expect(items).toHaveLength(limit);
      }),
    );
  });

  it('end without a cursor exactly at the end of the list', async () => {
    const { listing, counts } = listOf([false, false, false, false]);
    expect(await collect(null, 2, listing)).toEqual({ items: [0, 1], after: '1' });
    expect(await collect('1', 2, listing)).toEqual({ items: [2, 3], after: null });
    expect(counts).toHaveLength(2);
  });

  it('go on from the last entry read where all of them are left out', async () => {
    const { listing } = listOf(Array.from({ length: 30 }, (_, i) => i < 25));
    expect(await collect(null, 3, listing)).toEqual({ items: [], after: '14' });
    expect(await collect('14', 3, listing)).toEqual({ items: [25, 26, 27], after: '27' });
  });

  it('of a list that is filtered by the index read more at once, and show only what the filter leaves', async () => {
    const some = fc.integer({ min: 2, max: 50 });
    await fc.assert(
      fc.asyncProperty(hiddenOnes, fc.infiniteStream(fc.boolean()), limits, some, async (hidden, filter, limit, perRead) => {
        const admitted = hidden.map(() => filter.next().value === true);
        const { listing, counts } = listOf(hidden);
        const asked: number[] = [];
        const filtered = {
          ...listing,
          perRead,
          admits: (entry: number) => admitted[entry] === true,
          show: (entries: readonly number[]) => {
            asked.push(...entries);
            return listing.show(entries);
          },
        };
        const all: number[] = [];
        let after: string | null = null;
        do {
          const page: Awaited<ReturnType<typeof collect<number, number>>> = await collect(after, limit, filtered);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          all.push(...page.items);
          after = page.after;
        } while (after !== null);
        expect(all).toEqual(hidden.flatMap((isHidden, i) => (isHidden || !admitted[i] ? [] : [i])));
        expect(asked.every((entry) => admitted[entry])).toBe(true);
        expect(new Set(counts)).toEqual(new Set([perRead]));
      }),
    );
  });

  it('take a bounded number of units, or one entry that takes more', async () => {
    const units = fc.array(fc.integer({ min: 1, max: MOST_UNITS + 50 }), { minLength: 1, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(units, limits, async (costs, limit) => {
        const { listing } = listOf(costs.map((_, i) => i % 3 === 0));
        let shown: number[] = [];
        const costly = {
          ...listing,
          units: (entry: number) => costs[entry] ?? 0,
          show: (entries: readonly number[]) => {
            shown.push(...entries);
            return listing.show(entries);
          },
        };
        const all: number[] = [];
        let after: string | null = null;
        do {
          shown = [];
          const page: Awaited<ReturnType<typeof collect<number, number>>> = await collect(after, limit, costly);
          const spent = shown.reduce((total, entry) => total + (costs[entry] ?? 0), 0);
          expect(shown.length === 1 || spent <= MOST_UNITS).toBe(true);
          all.push(...page.items);
          after = page.after;
        } while (after !== null);
        expect(all).toEqual(costs.flatMap((_, i) => (i % 3 === 0 ? [] : [i])));
      }),
    );
  });
});
