import * as z from 'zod';
import { isMarket, OFFERED_MARKETS } from './markets.ts';

/** A market on which picks are taken. */
export const MarketName = z
  .enum(OFFERED_MARKETS, {
    // Seasons, specials, exact outcomes: the grade command takes them, but no listed event has them.
    error: ({ input }) =>
      typeof input === 'string' && isMarket(input)
        ? 'the odds provider quotes no such market, so that it could not be graded here'
        : undefined,
  })
  .meta({ id: 'Market' });
