import * as z from 'zod';
import { FACT_SPORTS } from '../core/grading/fact-rules.ts';
import { POLICY_VERSION, policyFor } from '../core/grading/policy.ts';
import cases from '../core/grading/testdata/worked-cases.json' with { type: 'json' };
import { WORKED } from '../core/grading/testdata/worked-cases.ts';
import { formatDecimal, parseFraction } from '../core/odds/index.ts';
import { GradeError, GradeLine, GradeReply, GradeSummary } from '../schemas/grade.ts';
import { LINES, type MarketRow, type SportOffer } from '../schemas/market-shapes.ts';
import { MARKETS, OFFERED_MARKETS } from '../schemas/markets.ts';
import { COVERED_SPORTS } from '../schemas/sports.ts';
import { printedFile, table } from './printed.ts';

/** The generated parts of docs/settlement.md and of the files in docs/settlement. */

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');

function selectionsOf({ selections }: MarketRow): string {
  if (selections === null) return 'a name';
  return selections instanceof RegExp ? 'as `2-1`' : code(selections);
}
const STEPS = { whole: 'whole', half: 'to halves', quarter: 'to quarters' } as const;
function lineText({ line }: MarketRow): string {
  const { step } = LINES[line];
  if (line === 'mark') return 'optional';
  return step === null ? 'none' : STEPS[step];
}
const SCOPES = { game: 'the game', regulation: 'regulation time', facts: 'facts' } as const;
const markets = () =>
  table(
    ['Market', 'Selections', 'Line', 'Decided by'],
    Object.entries(MARKETS).map(([name, row]) => [`\`${name}\``, selectionsOf(row), lineText(row), SCOPES[row.scope]]),
  );

const periodsText = ({ periods, except = {} }: SportOffer): string =>
  [
    code(periods),
    ...Object.entries(except).map(([league, own]) => `\`${league}\`: ${own.length > 0 ? code(own) : 'not offered'}`),
  ].join('; ');
const product = () =>
  table(
    ['Sport', 'Market', 'Periods', 'Lines'],
    COVERED_SPORTS.flatMap((sport) =>
      OFFERED_MARKETS.flatMap((market) => {
        const offer = MARKETS[market].offered?.sports[sport];
        return offer ? [[sport, `\`${market}\``, periodsText(offer), offer.step ?? 'none']] : [];
      }),
    ),
  );

const facts = () =>
  table(
    ['Fact', 'Sports'],
    Object.entries(FACT_SPORTS).map(([fact, sports]) => {
      const own = sports.filter((sport) => (COVERED_SPORTS as readonly string[]).includes(sport));
      const isOfAll = own.length === COVERED_SPORTS.length;
      return [`\`${fact}\``, isOfAll ? 'all' : own.join(', ').replaceAll('_', ' ') || 'none'];
    }),
  );

const policy = () =>
  table(
    ['Choice', `Version ${POLICY_VERSION}`],
    Object.entries(policyFor())
      .filter(([name]) => name !== 'version')
      .map(([name, choice]) => [`\`${name}\``, `\`${choice}\``]),
  );

/** The table of worked cases. A case without a worked value here tests statistics, so that its expected value is shown. */
function worked(): string {
  const rows = cases.map(({ id, desc, expected, exact }) => {
    const value = WORKED[id]?.() ?? exact;
    const amount = parseFraction(value);
    const shown = amount && WORKED[id] ? formatDecimal(amount, expected.split('.')[1]?.length ?? 0) : expected;
    return [id, desc, shown, amount ? `\`${value}\`` : ''];
  });
  return table(['Id', 'Case', 'Result', 'Exactly'], rows);
}

const schema = (shape: z.ZodType, io: 'input' | 'output') => () =>
  `\`\`\`json\n${JSON.stringify(z.toJSONSchema(shape, { io }), null, 1)}\n\`\`\``;

export const FILES = [
  printedFile('settlement.md', { markets, policy, product, facts }),
  printedFile('settlement/worked-cases.md', { worked }),
  printedFile('settlement/schemas.md', {
    'schema-in': schema(GradeLine, 'input'),
    'schema-out': schema(GradeReply, 'output'),
    'schema-error': schema(GradeError, 'output'),
    'schema-summary': schema(GradeSummary, 'output'),
  }),
];
