import { formatMicro } from '#core/odds';
import { type BreakdownRow, closingLine, roi, type Stats, winRatePercent } from './stats-rules.ts';

/** The part of a record that every reply shows. */
export const recordView = ({
  wins,
  losses,
  pushes,
  decided,
  turnoverMicro,
  profitMicro,
}: Pick<Stats, 'wins' | 'losses' | 'pushes' | 'decided' | 'turnoverMicro' | 'profitMicro'>) => ({
  wins,
  losses,
  pushes,
  decided,
  turnoverUnits: formatMicro(turnoverMicro),
  profitUnits: formatMicro(profitMicro),
  roiPercent: roi({ turnoverMicro, profitMicro }),
  winRatePercent: winRatePercent({ wins, losses }),
});

/** The record with voids and closing line value, which boards leave out. */
export const fullRecordView = (stats: Stats) => ({ ...recordView(stats), voids: stats.voids, clv: closingLine(stats) });

export const rowView = ({ key, label, stats }: BreakdownRow) => ({ key, label, ...fullRecordView(stats) });
