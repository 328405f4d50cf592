import type { User } from '#actor';
import type { ClickCount } from '#schemas/deeplinks';
import { clicksOf, monthOf } from './click.store.ts';

/** Followed links of a month by day and book, oldest first. @param month such as `2026-11`; this one when left out. 0.5 to 2 RRU */
export const listClicks = (_: User, { month }: { readonly month?: string | undefined }, now: Date): Promise<ClickCount[]> =>
  clicksOf(month ?? monthOf(now));
