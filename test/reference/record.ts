import { plus, type Ratio, ratio, sign, sixPlaces, times, ZERO } from './ratio.ts';
import type { JudgedTicket } from './tickets.ts';

/** A bettor's record in the reference's words, as text: the numbers that `GET /users/{user}/stats` shows. */
export interface ReferenceRecord {
  readonly wins: number;
  readonly losses: number;
  readonly pushes: number;
  readonly voids: number;
  readonly decided: number;
  readonly turnoverUnits: string;
  readonly profitUnits: string;
  readonly roiPercent: string | null;
  readonly winRatePercent: string | null;
}

const LETTERS: Readonly<Record<string, 'W' | 'L' | 'P' | 'V'>> = {
  win: 'W',
  half_win: 'W',
  loss: 'L',
  half_loss: 'L',
  push: 'P',
  void: 'V',
};
/** A dead heat counts by the sign of its profit. Null for a ticket that is not decided. */
function letterOf({ result, profit }: JudgedTicket) {
  if (result !== 'dead_heat' && result !== 'half_face') return LETTERS[result] ?? null;
  return (['L', 'P', 'W'] as const)[sign(profit ?? ZERO) + 1] as 'L' | 'P' | 'W';
}
/** Each profit is rounded once, and the rounded ones are added. */
const rounded = (profit: Ratio): Ratio => ratio(BigInt(sixPlaces(profit).replace('.', '')), 1_000_000n);
const percent = (part: Ratio, whole: Ratio): string | null =>
  sign(whole) === 0 ? null : sixPlaces(times(times(part, ratio(100)), ratio(whole.under, whole.over)));

/** The record of a bettor with these tickets. */
export function recordOf(tickets: readonly JudgedTicket[]): ReferenceRecord {
  const letters = tickets.map(letterOf);
  const count = (letter: string): number => letters.filter((one) => one === letter).length;
  const settled = tickets.filter((_, i) => letters[i] !== null);
  const [wins, losses] = [count('W'), count('L')];
  const turnover = settled.map((ticket) => ticket.turnover).reduce(plus, ZERO);
  const profit = settled.map((ticket) => rounded(ticket.profit ?? ZERO)).reduce(plus, ZERO);
  return {
    wins,
    losses,
    pushes: count('P'),
    voids: count('V'),
    decided: settled.filter(({ result }) => result !== 'push' && result !== 'void').length,
    turnoverUnits: sixPlaces(turnover),
    profitUnits: sixPlaces(profit),
    roiPercent: percent(profit, turnover),
    winRatePercent: percent(ratio(wins), ratio(wins + losses)),
  };
}
