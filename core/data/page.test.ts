import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect, type Listing, MOST_READS } from './page.ts';

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
});
