import * as z from 'zod';
import { Odds } from './odds.ts';
import { Closing, EventToGrade, LegInput, PolicyInput, TicketKind } from './settlement.ts';
import { ticketProblem } from './tickets.ts';

/** The lines that the grade command reads and writes, one JSON value each. */

const Share = z.string().regex(/^(0|1|0?\.\d{1,6}|1\.0{1,6}|[1-9]\d{0,3}\/[1-9]\d{0,3})$/, 'a share of one such as 0.25 or 1/4');
const Money = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'an amount with at most six places, such as 1.5');
const Stake = Money.refine((stake) => /[1-9]/.test(stake), 'a stake is more than nothing');

const GradeLeg = LegInput.extend({
  odds: Odds.optional().meta({ description: 'Required but for the legs of a same-game parlay or a teaser.' }),
  deductions: z.array(Share).max(20).optional().meta({ description: 'Rule 4: shares of the winnings.' }),
  event: EventToGrade,
  closing: Closing.optional(),
});
const MOST_LEGS = 25;

const GradeShape = z.strictObject({
  id: z.union([z.string().min(1).max(200), z.int()]),
  kind: TicketKind,
  stake: Stake.meta({ description: 'Units. Of an each-way bet per half, of a round robin per combination.' }),
  legs: z.array(GradeLeg).min(1).max(MOST_LEGS),
  size: z.int().min(1).max(MOST_LEGS).optional().meta({ description: 'Legs per combination of a round robin.' }),
  odds: Odds.optional().meta({ description: 'Quoted price of a same-game parlay or a teaser.' }),
  repricedOdds: Odds.optional(),
  teaserPrices: z
    .record(z.string().regex(/^[1-9]\d?$/), Odds)
    .optional()
    .meta({ description: 'By the number of legs that are left.' }),
  superTeaser: z.boolean().optional(),
  policy: PolicyInput.optional(),
  eachWay: z.strictObject({ fraction: Share, places: z.int().min(1).max(100).optional() }).optional(),
  deductions: z.array(Share).max(20).optional().meta({ description: "A single's rule 4 deductions." }),
  cashOut: z.strictObject({ fraction: Share, amount: Money }).optional(),
  freeBet: z.boolean().optional(),
  boostedOdds: Odds.optional(),
});

const ONLY_SINGLES = ['eachWay', 'deductions', 'boostedOdds'] as const;

/** One line of the grade command's input. */
export const GradeLine = GradeShape.superRefine((line, context) => {
  const problem = ticketProblem({ ...line, legs: line.legs.map(({ odds, event }) => ({ odds, event: event.id })) });
  const [path, message] = problem ?? [];
  if (path)
    context.addIssue({ code: 'custom', path: path.flatMap((step) => (step === 'event' ? ['event', 'id'] : [step])), message });
  const extra = line.kind === 'single' ? undefined : ONLY_SINGLES.find((field) => line[field] !== undefined);
  if (extra) context.addIssue({ code: 'custom', path: [extra], message: 'only a single takes this' });
});
export type GradeLine = z.infer<typeof GradeLine>;

const Fractions = z.strictObject({ won: z.string(), returned: z.string(), lost: z.string() });
const Result = z.enum(['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat', 'half_face', 'ungradeable', 'open']);
const Percentage = z.string().meta({ description: 'A share of one with six places.' });

const ClvReply = z
  .strictObject({
    raw: Percentage.nullable(),
    fair: Percentage.nullable(),
    probability: Percentage.nullable().meta({ description: '1/close - 1/taken.' }),
    line: z.string().nullable().meta({ description: 'Points by which the taken line was better; null without a line.' }),
    method: Closing.shape.method.unwrap(),
  })
  .nullable();

const LegReply = z.strictObject({
  result: Result,
  fractions: Fractions.nullable(),
  rule: z.string(),
  reason: z.string().nullable(),
  clv: ClvReply,
});

/** The output line of a valid input line. Amounts are units with six places; they are null while a pick is open or ungradeable. */
export const GradeReply = z.strictObject({
  id: GradeShape.shape.id,
  result: Result,
  fractions: Fractions.nullable().meta({ description: 'Parts of the stake; null for tickets, which have R.' }),
  R: z.string().nullable().meta({ description: 'Gross return per unit staked, exactly.' }),
  turnover: z.string().meta({ description: 'All stakes put down; nothing for a push, a void or a free bet.' }),
  grossReturn: z.string().nullable(),
  profit: z.string().nullable().meta({ description: 'Rounded once, half-even.' }),
  profitExact: z.string().nullable(),
  privateProfit: z.string().nullable().meta({ description: "In the owner's own ledger: after a cash-out or a boost." }),
  counted: z.boolean().meta({ description: 'True if the public record has it: free bets are in the private ledger only.' }),
  rule: z.string(),
  reason: z.string().nullable(),
  policyVersion: z.string(),
  legs: z.array(LegReply),
  clv: ClvReply,
});
export type GradeReply = z.infer<typeof GradeReply>;

/** The output line of an invalid input line. */
export const GradeError = z.strictObject({
  id: GradeShape.shape.id.nullable(),
  error: z.strictObject({ code: z.enum(['INVALID_JSON', 'INVALID_INPUT']), message: z.string(), field: z.string().nullable() }),
});
export type GradeError = z.infer<typeof GradeError>;

/** The last output line with --summary. `open` and `ungradeable` count those picks; no other count has them, nor free bets. */
export const GradeSummary = z.strictObject({
  summary: z.strictObject({
    lines: z.int(),
    errors: z.int(),
    wins: z.int(),
    losses: z.int(),
    pushes: z.int(),
    voids: z.int(),
    open: z.int(),
    ungradeable: z.int(),
    turnover: z.string(),
    profit: z.string(),
    roiPercent: z.string().nullable(),
    winRatePercent: z.string().nullable(),
    clv: z.strictObject({ mean: Percentage.nullable(), n: z.int(), total: z.int() }),
  }),
});
export type GradeSummary = z.infer<typeof GradeSummary>;
