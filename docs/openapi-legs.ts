import { LINES, type LineStep } from '../schemas/market-shapes.ts';
import {
  MARKETS,
  OFFERED_MARKETS,
  type OfferedMarket,
  offeredSelections,
  offerOf,
  TERMS_OF_SPORTS,
  takesSubject,
} from '../schemas/markets.ts';
import { LEAGUE_NAMES, type League, sportOf } from '../schemas/sports.ts';

/**
 * The rules of a leg by its market as a JSON Schema, for docs/openapi.json. The league is not in the body: of a market that leagues offer
 * differently, a leg fits one of them. test/house/openapi-legs.test.ts holds the schema against the check of the server.
 */

type Json = Readonly<Record<string, unknown>>;

const PLACES: Readonly<Record<LineStep, string>> = { whole: '0|00', half: '0|00|5|50', quarter: '0|00|5|50|25|75' };

/** The pattern of lines in steps; without a sign they are over zero. */
export function linePattern(step: LineStep, signed: boolean): string {
  const places = `(\\.(${PLACES[step]}))?`;
  if (signed) return `^[+-]?(0|[1-9]\\d{0,3})${places}$`;
  const belowOne = PLACES[step].split('|').filter((part) => Number(part) > 0);
  const over = `[1-9]\\d{0,3}${places}`;
  return belowOne.length === 0 ? `^\\+?${over}$` : `^\\+?(${over}|0\\.(${belowOne.join('|')}))$`;
}

const TERMS = Object.keys(TERMS_OF_SPORTS) as (keyof typeof TERMS_OF_SPORTS)[];

/** The periods of a market that take the same lines and terms in a league. */
interface Offer {
  readonly step: LineStep | null;
  readonly periods: readonly string[];
  /** The terms that it does not take. */
  readonly refused: readonly string[];
}

function offersIn(league: League, market: OfferedMarket): Offer[] {
  const { periods = [], step = null } = offerOf(league, market) ?? {};
  const refusedOn = (period: string) => TERMS.filter((term) => !TERMS_OF_SPORTS[term](sportOf(league), market, period));
  const alike = Map.groupBy(periods, (period) => refusedOn(period).join(' '));
  return [...alike].map(([refused, those]) => ({ step, periods: those, refused: refused.split(' ') }));
}

function offerRule({ step, periods, refused }: Offer, leagues: readonly League[], market: OfferedMarket): Json {
  const { on, line, opponents } = MARKETS[market];
  const [hasSubject, hasStat] = [takesSubject(market), on === 'player'];
  const needed = [
    // A leg without a period is on the game.
    ...(periods.includes('game') ? [] : ['period']),
    ...(step === null ? [] : ['line']),
    ...(hasSubject ? ['subject'] : []),
    ...(hasStat ? ['stat'] : []),
    ...(opponents ? ['opponents'] : []),
  ];
  const foreign = [
    ...(step === null ? ['line'] : []),
    ...(hasSubject ? [] : ['subject']),
    ...(hasStat ? [] : ['stat']),
    ...(opponents ? [] : ['opponents']),
    ...refused,
  ];
  return {
    description: `In ${leagues.map((league) => `\`${league}\``).join(', ')}.`,
    type: 'object',
    properties: {
      period: { type: 'string', enum: periods },
      ...(step !== null && { line: { type: 'string', pattern: linePattern(step, LINES[line].signed) } }),
      ...(hasSubject && { subject: { type: 'string' } }),
      ...(hasStat && { stat: { type: 'string' } }),
      ...(opponents && { opponents: { type: 'array', items: {}, minItems: opponents.least, maxItems: opponents.most } }),
      // Nothing fits the schema `false`.
      ...Object.fromEntries(foreign.map((field) => [field, false])),
    },
    ...(needed.length > 0 && { required: needed }),
  };
}

/** The selections of a market; no rule beyond those of every name where a competitor is selected. */
function selectionRule(market: OfferedMarket): Json {
  const selections = offeredSelections(market);
  if (selections === null) return {};
  return selections instanceof RegExp ? { pattern: selections.source } : { enum: selections };
}

function marketRule(market: OfferedMarket): Json {
  const offers = LEAGUE_NAMES.flatMap((league) => offersIn(league, market).map((offer) => ({ league, offer })));
  const rules = [...Map.groupBy(offers, ({ offer }) => JSON.stringify(offer)).values()].map((same) =>
    offerRule(
      (same[0] as (typeof same)[number]).offer,
      same.map(({ league }) => league),
      market,
    ),
  );
  return {
    if: { type: 'object', properties: { market: { const: market } }, required: ['market'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema.
    then: {
      type: 'object',
      properties: {
        selection: { type: 'string', ...selectionRule(market) },
      },
      ...(rules.length === 1 ? { allOf: rules } : { anyOf: rules }),
    },
  };
}

/** The rules of all markets. */
export const legRules = (): Json => ({
  description: 'The selections, periods, lines and terms that each market takes, and the leagues in which it takes them.',
  allOf: OFFERED_MARKETS.map(marketRule),
});
