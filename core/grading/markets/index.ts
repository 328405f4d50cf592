import type { Market } from '#schemas/settlement';
import { CONTEST_MARKETS } from './contests.ts';
import type { MarketRule } from './market.ts';
import { MATCH_MARKETS } from './match.ts';
import { TOTAL_MARKETS } from './totals.ts';

/** Section 3 of the rules: every market and how it is settled. */
export const MARKETS: Readonly<Record<Market, MarketRule>> = { ...MATCH_MARKETS, ...TOTAL_MARKETS, ...CONTEST_MARKETS };

export const marketRule = (market: string): MarketRule | null =>
  Object.hasOwn(MARKETS, market) ? MARKETS[market as Market] : null;
