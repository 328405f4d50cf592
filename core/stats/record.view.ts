import { formatMicro } from '#core/odds';
import { boardSumsOf } from './board-sums.ts';
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

/** The part that counts on boards. */
export const quotedView = (stats: Stats) => {
  const { decided, wins, losses, pushes, turnover, profit, events, above } = boardSumsOf(stats);
  const record = { decided, wins, losses, pushes, turnoverMicro: turnover, profitMicro: profit };
  return { ...recordView(record), events, above };
};

export const rowView = ({ key, label, stats }: BreakdownRow) => ({ key, label, ...fullRecordView(stats) });
