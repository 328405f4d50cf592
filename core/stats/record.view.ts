import { formatMicro } from '#core/odds';
import { roi, type Stats, winRatePercent } from './stats-rules.ts';

/** A record as every reply shows it. */
export const recordView = ({ wins, losses, pushes, decided, turnoverMicro, profitMicro }: Omit<Stats, 'voids'>) => ({
  wins,
  losses,
  pushes,
  decided,
  turnoverUnits: formatMicro(turnoverMicro),
  profitUnits: formatMicro(profitMicro),
  roiPercent: roi({ turnoverMicro, profitMicro }),
  winRatePercent: winRatePercent({ wins, losses }),
});
