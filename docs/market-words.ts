import { MARKETS, OFFERED_MARKETS, takesSubject } from '../schemas/markets.ts';
import { COVERED_SPORTS } from '../schemas/sports.ts';

/** The needs of a leg of a pick by its market, in words, for docs/openapi.json. */

const STEPS = { whole: 'whole', half: 'whole or half', quarter: 'whole, half or quarter' } as const;
const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

function offerWords(market: (typeof OFFERED_MARKETS)[number]): string {
  const sports = MARKETS[market].offered?.sports ?? {};
  const offers = COVERED_SPORTS.flatMap((sport) => {
    const offer = sports[sport];
    if (!offer) return [];
    const line = offer.step === null ? '' : `, line ${STEPS[offer.step]}`;
    const except = Object.entries(offer.except ?? {}).map(
      ([league, own]) => `, ${league} ${own.length > 0 ? list(own) : 'none'}`,
    );
    return [`${sport} (periods ${list(offer.periods)}${except.join('')}${line})`];
  });
  return offers.join('; ');
}

function marketWords(market: (typeof OFFERED_MARKETS)[number]): string {
  const { selections: graded, offered, on, opponents } = MARKETS[market];
  const selections = offered?.selections ?? graded;
  const named =
    selections === null
      ? 'the name of a competitor'
      : selections instanceof RegExp
        ? `as ${selections.source}`
        : list(selections);
  const needed = [
    ...(takesSubject(market) ? ['`subject`'] : []),
    ...(on === 'player' ? ['`stat`'] : []),
    ...(opponents
      ? [`\`opponents\` (${opponents.least === opponents.most ? opponents.most : `${opponents.least} to ${opponents.most}`})`]
      : []),
  ];
  const needs = needed.length > 0 ? ` It needs ${needed.join(' and ')}.` : '';
  return `- \`${market}\`: ${named}.${needs} Offered in ${offerWords(market)}.`;
}

/** The selections, periods and lines of each market. A market without a line takes none, one with a line needs it. */
export const marketsInWords = (): string =>
  [
    'A leg of a pick. Each market takes its own selections, which `GET /sports` lists by sport; `line` is needed where the market has a line, and refused elsewhere.',
    '',
    ...OFFERED_MARKETS.map(marketWords),
  ].join('\n');
