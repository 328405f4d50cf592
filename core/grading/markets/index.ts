import type { Market } from '#schemas/markets';
import type { MarketRule } from '../leg.ts';
import { CONTEST_MARKETS } from './contests.ts';
import { MATCH_MARKETS } from './match.ts';
import { TOTAL_MARKETS } from './totals.ts';

/** The rule of every market of `MARKETS` (schemas/markets.ts). */
export const MARKET_RULES: Readonly<Record<Market, MarketRule>> = { ...MATCH_MARKETS, ...TOTAL_MARKETS, ...CONTEST_MARKETS };
