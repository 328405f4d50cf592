import { formatDecimal, formatFraction, formatMicro, parseMicro } from '#core/odds';
import type { GradeLine, GradeReply } from '#schemas/grade';
import { type Clv, closingLineValue } from './clv-rules.ts';
import { gradeHalves } from './each-way.ts';
import { gradeLeg } from './grade-leg.ts';
import { gradePick } from './grade-pick.ts';
import { policyFor } from './policy.ts';

type Leg = GradeLine['legs'][number];

/** Grades one whole ticket as the grade command states it. Pure; throws RangeError for a policy version that was never published. */
export function gradeLine(line: GradeLine): GradeReply {
  const { version, ...choices } = line.policy ?? {};
  const policy = policyFor(version, choices);
  const legs = line.legs.map((leg) => ({ ...leg, deductions: leg.deductions ?? line.deductions }));
  const stakeMicro = parseMicro(line.stake) as bigint;
  const { kind, size, odds, repricedOdds, teaserPrices, superTeaser, eachWay, freeBet, boostedOdds, cashOut } = line;
  const terms = { size, odds, repricedOdds, teaserPrices, superTeaser, eachWay, freeBet, boostedOdds, cashOut };
  const grades = eachWay
    ? gradeHalves(legs[0] as Leg, (legs[0] as Leg).event, eachWay.places, policy)
    : legs.map((leg) => gradeLeg(leg, leg.event, policy));
  const grade = gradePick({ kind, stakeMicro, legs, ...terms }, grades, policy);
  const clvs = line.legs.map(writeClv);
  return {
    id: line.id,
    result: grade.result,
    fractions: grade.fractions,
    R: grade.R,
    turnover: formatMicro(grade.turnoverMicro),
    grossReturn: grade.grossReturn,
    profit: grade.profitMicro === null ? null : formatMicro(grade.profitMicro),
    profitExact: grade.profitExact,
    privateProfit: grade.privateProfitMicro === null ? null : formatMicro(grade.privateProfitMicro),
    counted: freeBet !== true,
    rule: grade.rule,
    reason: grade.reason,
    policyVersion: policy.version,
    legs: grades.map((leg, i) => ({ ...leg, clv: clvs[i] ?? null })),
    clv: kind === 'single' ? (clvs[0] ?? null) : null,
  };
}

function writeClv(leg: Leg): GradeReply['clv'] {
  if (!leg.odds) return null;
  const clv = closingLineValue({ ...leg, odds: leg.odds }, leg.closing, leg.event.actualStart ?? leg.event.startsAt ?? null);
  return clv && showClv(clv);
}

const PLACES = 6;
const share = (value: Clv['raw']): string | null => value && formatDecimal(value, PLACES);
/** Closing line value as it is shown and added up: six places, half-even. */
export const showClv = ({ raw, fair, probability, line, method }: Clv): NonNullable<GradeReply['clv']> => ({
  raw: share(raw),
  fair: share(fair),
  probability: share(probability),
  line: line && formatFraction(line),
  method,
});
