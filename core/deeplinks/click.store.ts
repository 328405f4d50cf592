import { type Part, part, transact } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { ClickCount, LinkedBook } from '#schemas/deeplinks';
import { clickEntity } from './click.entity.ts';
import { clickCountEntity } from './click-count.entity.ts';
import type { Click } from './click-id.ts';

const DAY = 86_400;
const TWO_YEARS = 731 * DAY;

export const monthOf = (now: Date): string => now.toISOString().slice(0, 7);

/** Refused for a click that has counted. Its row outlives the link. */
export const clickPart = ({ id, endsAt }: Click): Part =>
  part({ clicks: clickEntity() }, ({ clicks }) => [clicks.create({ clickId: id, expiresAt: endsAt + DAY }).commit()]);

export const clickCountPart = (book: LinkedBook, now: Date): Part =>
  part({ counts: clickCountEntity() }, ({ counts }) => [
    counts
      .update({ month: monthOf(now), day: now.toISOString().slice(0, 10), book })
      .add({ clicks: 1 })
      .set({ expiresAt: epoch(now) + TWO_YEARS })
      .commit(),
  ]);

/** Counts a click on its day, once: the click itself is the condition. 4 WRU. @throws UNAVAILABLE */
export async function countClick(click: Click, now: Date): Promise<void> {
  await transact({ click: clickPart(click), count: clickCountPart(click.book, now) });
}

/** The counts of a month by day and book; at most 31 for each book. 0.5 RRU for some 30. */
export async function clicksOf(month: string): Promise<ClickCount[]> {
  const { data } = await clickCountEntity().query.primary({ month }).go({ pages: 'all' });
  return data.map(({ day, book, clicks = 0 }) => ({ day, book, clicks }));
}
