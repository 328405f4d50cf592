import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formatDecimal, parseFraction } from '#core/odds';
import { GradeError, GradeLine, GradeReply, GradeSummary } from '#schemas/grade';
import { type MarketRule, SPORT_NAMES, SPORTS } from '#schemas/sports';
import { MARKETS } from './markets/index.ts';
import { POLICY_VERSION, policyFor } from './policy.ts';
import cases from './testdata/worked-cases.json' with { type: 'json' };
import { WORKED } from './testdata/worked-cases.ts';

/**
 * What docs/settlement.md says by itself: it is printed from the code between its markers, and this fails when it has gone stale.
 * `UPDATE_DOCS=1 npx vitest run core/grading/docs` prints it anew.
 */
const FILE = new URL('../../docs/settlement.md', import.meta.url);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');

function selectionsOf({ selections }: (typeof MARKETS)[keyof typeof MARKETS]): string {
  if (selections === null) return 'a name';
  return selections instanceof RegExp ? 'as `2-1`' : code(selections);
}
const LINES = { whole: 'whole', half: 'to halves', quarter: 'to quarters', mark: 'optional' } as const;
const markets = () =>
  table(
    ['Market', 'Selections', 'Line'],
    Object.entries(MARKETS).map(([name, rule]) => [
      `\`${name}\``,
      selectionsOf(rule),
      rule.line === null ? 'none' : LINES[rule.line],
    ]),
  );

const product = () =>
  table(
    ['Sport', 'Market', 'Periods', 'Lines'],
    SPORT_NAMES.flatMap((sport) =>
      Object.entries<MarketRule>(SPORTS[sport].markets).map(([market, { periods, line }]) => [
        sport,
        `\`${market}\``,
        code(periods),
        line ?? 'none',
      ]),
    ),
  );

const policy = () =>
  table(
    ['Choice', `Version ${POLICY_VERSION}`],
    Object.entries(policyFor())
      .filter(([name]) => name !== 'version')
      .map(([name, choice]) => [`\`${name}\``, `\`${choice}\``]),
  );

/** Cases of the statistics are worked out in core/stats; here they stand with their value. */
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

const PRINTED: Readonly<Record<string, () => string>> = {
  markets,
  product,
  policy,
  worked,
  'schema-in': schema(GradeLine, 'input'),
  'schema-out': schema(GradeReply, 'output'),
  'schema-error': schema(GradeError, 'output'),
  'schema-summary': schema(GradeSummary, 'output'),
};
const section = (name: string) => new RegExp(`(<!-- printed: ${name} -->\n)[^]*?(<!-- /printed -->)`);
const print = (text: string): string =>
  Object.entries(PRINTED).reduce(
    (page, [name, render]) => page.replace(section(name), (_, from, to) => `${from}${render()}\n${to}`),
    text,
  );

describe('docs/settlement.md', () => {
  it('says what the code does', async () => {
    const page = await readFile(FILE, 'utf8');
    for (const name of Object.keys(PRINTED)) expect(page).toMatch(section(name));
    const fresh = print(page);
    if (process.env.UPDATE_DOCS === '1') await writeFile(FILE, fresh);
    else expect(page).toBe(fresh);
  });
});
