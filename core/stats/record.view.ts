import { formatMicro } from '#core/odds';
import { type BreakdownRow, closingLine, roi, type Stats, winRatePercent } from './stats-rules.ts';

/** A record as every reply shows it. */
export const recordView = ({
  wins,
  losses,
  pushes,
  decided,
  turnoverMicro,
  profitMicro,
}: Omit<Stats, 'voids' | 'clvMicro' | 'clvPicks'>) => ({
  wins,
  losses,
  pushes,
  decided,
  turnoverUnits: formatMicro(turnoverMicro),
  profitUnits: formatMicro(profitMicro),
  roiPercent: roi({ turnoverMicro, profitMicro }),
  winRatePercent: winRatePercent({ wins, losses }),
});

/** The same with what boards leave out. */
export const wholeView = (stats: Stats) => ({ ...recordView(stats), voids: stats.voids, clv: closingLine(stats) });

export const rowView = ({ key, label, stats }: BreakdownRow) => ({ key, label, ...wholeView(stats) });
