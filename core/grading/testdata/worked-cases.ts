import {
  decimalOf,
  equals,
  type Fraction,
  formatFraction,
  fraction,
  impliedProbability,
  multiply,
  parseFraction,
  subtract,
  sum,
} from '#core/odds';
import { Closing } from '#schemas/settlement';
import { type Clv, closingLineValue } from '../clv-rules.ts';
import { gradePick } from '../grade-pick.ts';
import { deadHeat, graded, HALF_LOSS, HALF_WIN, type LegGrade, LOSS, voided, WIN } from '../outcome.ts';
import { policyFor } from '../policy.ts';
import {
  type EventInput,
  final,
  grade,
  grossExact,
  known,
  type LegInput,
  moneyline,
  odds,
  resultOf,
  single,
  split,
} from './tickets.ts';

/** The computation of each case of worked-cases.json: its exact value, or its result. */

const profit = (reply: { profitExact: string | null }): string => reply.profitExact ?? 'undecided';
const D = (price: string) => () => formatFraction(decimalOf(odds(price)));
const p = (price: string) => () => formatFraction(impliedProbability(decimalOf(odds(price))));

const three: Omit<LegInput, 'odds' | 'event'> = { sport: 'soccer', market: 'three_way', selection: 'home' };
const dnb: Omit<LegInput, 'odds' | 'event'> = { sport: 'soccer', market: 'draw_no_bet', selection: 'home' };
const afl: Omit<LegInput, 'odds' | 'event'> = { sport: 'aussie_rules', market: 'moneyline', selection: 'home' };
const halfFace = (price: string) => () =>
  profit(single('100', { ...afl, odds: odds(price), event: final(80, 80) }, { policy: { moneylineDraw: 'half_face' } }));

const nfl = (market: string, selection: string, line: string, home: number, away: number) => () =>
  resultOf({ sport: 'american_football', market, selection, line, event: final(home, away) });
/** A handicap on the home side that ends by the margin. */
const handicap = (line: string, margin: number) => () =>
  resultOf({ sport: 'soccer', market: 'spread', selection: 'home', line, event: final(4 + margin, 4) });
const goals = (selection: string, line: string, total: number) => () =>
  resultOf({ sport: 'soccer', market: 'total', selection, line, event: final(total, 0) });

const placed = (stake: string, price: string, places: string, event: EventInput, ties?: 'ties_full') => () =>
  profit(
    single(
      stake,
      { sport: 'golf', market: 'top_n', selection: 'Ann', line: places, odds: odds(price), event },
      ties && { policy: { ties } },
    ),
  );
const eachWay = (facts: NonNullable<EventInput['facts']>) => () =>
  profit(
    single(
      '10',
      { sport: 'golf', market: 'outright', selection: 'Ann', odds: odds('10/1'), event: known(facts) },
      { eachWay: { fraction: '1/4', places: 5 } },
    ),
  );
const outright = (sport: 'golf' | 'horse_racing', price: string, facts: NonNullable<EventInput['facts']>): LegInput => ({
  sport,
  market: 'outright',
  selection: 'Ann',
  odds: odds(price),
  event: known(facts),
});
/** Sportradar's factors in shares of the stake: v = void factor, w = (1 - v) · result · dead heat factor. */
function factors(result: 0 | 1, voidFactor: string, deadHeatFactor = '1'): LegGrade {
  const [returned, shared] = [voidFactor, deadHeatFactor].map((factor) => parseFraction(factor) ?? fraction(0)) as [
    Fraction,
    Fraction,
  ];
  const won = multiply(multiply(subtract(fraction(1), returned), fraction(result)), shared);
  const plain = [WIN, LOSS, HALF_WIN, HALF_LOSS, voided('VOID')].find(
    ({ shares }) => equals(shares.won, won) && equals(shares.returned, returned),
  );
  return graded('factors', plain ?? deadHeat(Number(won.d), Number(won.n)));
}
const byFactors = (result: 0 | 1, voidFactor: string) => () => factors(result, voidFactor).result;

/** Two legs of one game; the second is on a player who may have been left out. */
const sameGame = (first: 'win' | 'loss', scratched: boolean): LegInput[] => [
  { ...moneyline('-110', first), odds: undefined },
  {
    sport: 'american_football',
    market: 'player_yes_no',
    selection: 'yes',
    subject: 'Bob',
    event: known(scratched ? { started: false } : { happened: true }),
  },
];
const sgp = (first: 'win' | 'loss', policy: 'sgp_void' | 'refund_always') => () =>
  grade('same_game_parlay', '1', sameGame(first, true), { odds: odds('+600'), policy: { sameGameParlay: policy } }).result;
const teaser =
  (...results: ('win' | 'push' | 'loss')[]) =>
  () =>
    grade(
      'teaser',
      '1',
      results.map((result) => moneyline('-110', result)),
      { odds: odds('-110') },
    ).result;

const cashOut = (price: string, result: 'win' | 'loss', stake: string, share: string, amount: string) => () =>
  privateExact(single(stake, moneyline(price, result), { cashOut: { fraction: share, amount } }));
const privateExact = ({ privateProfit }: { privateProfit: string | null }): string =>
  formatFraction(parseFraction(privateProfit ?? '') ?? fraction(0));

const clv = (part: keyof Omit<Clv, 'method'>, taken: string, prices: readonly (readonly [string, string])[]) => () => {
  const closing = Closing.parse({ prices: prices.map(([selection, price]) => ({ selection, ...odds(price) })) });
  const value = closingLineValue({ market: 'moneyline', selection: 'home', odds: odds(taken) }, closing, null)?.[part];
  return value ? formatFraction(value) : 'none';
};
const moved = () => {
  const closing = Closing.parse({ line: '46', prices: [{ selection: 'over', price: '1.91' }] });
  const value = closingLineValue({ market: 'total', selection: 'over', line: '44.5', odds: odds('-110') }, closing, null)?.line;
  return value ? formatFraction(value) : 'none';
};

export const SIX_PICKS = [
  single('1', moneyline('-110', 'win')),
  single('1', moneyline('-110', 'loss')),
  single('2', moneyline('+150', 'win')),
  single('1', moneyline('-110', 'push')),
  single('1', split('1.95', 'half_win')),
  single('1', split('1.95', 'half_loss')),
];
const sixProfits = () => formatFraction(sum(SIX_PICKS.map((reply) => parseFraction(profit(reply)) ?? fraction(0))));

export const WORKED: Readonly<Record<string, () => string>> = {
  O1: D('-110'),
  O2: D('+150'),
  O3: D('5/2'),
  O4: D('-200'),
  O5: D('100/30'),
  O6: D('+100'),
  O7: p('-150'),
  O8: p('-125'),
  A1: () => profit(single('1', moneyline('-110', 'win'))),
  A2: () => profit(single('1', moneyline('-110', 'loss'))),
  A3: () => profit(single('100', moneyline('-110', 'push'))),
  A4: () => profit(single('100', { ...three, odds: odds('+180'), event: final(1, 1) })),
  A5: () => profit(single('100', { ...dnb, odds: odds('1.80'), event: final(1, 1) })),
  A6: halfFace('1.80'),
  A7: halfFace('2.60'),
  B1: nfl('spread', 'away', '+3', 30, 27),
  B2: nfl('spread', 'home', '-3', 31, 31),
  B3: nfl('spread', 'away', '+3', 31, 31),
  B4: nfl('spread', 'home', '-6.5', 27, 20),
  B5: nfl('spread', 'home', '-7', 27, 20),
  B6: nfl('total', 'over', '48.5', 31, 31),
  B7: nfl('total', 'under', '48.5', 31, 31),
  C1: handicap('-0.25', 1),
  C2: handicap('-0.25', 0),
  C3: handicap('-0.25', -1),
  C4: handicap('+0.25', 1),
  C5: handicap('+0.25', 0),
  C6: handicap('+0.25', -1),
  C7: handicap('-0.75', 2),
  C8: handicap('-0.75', 1),
  C9: handicap('-0.75', 0),
  C10: handicap('+0.75', 0),
  C11: handicap('+0.75', -1),
  C12: handicap('+0.75', -2),
  C13: handicap('+1.25', -1),
  C14: handicap('+1.25', -2),
  C15: handicap('-1.75', 2),
  C16: handicap('-1.25', 1),
  C17: handicap('+1.75', -2),
  D1: goals('over', '2.25', 3),
  D2: goals('over', '2.25', 2),
  D3: goals('over', '2.25', 1),
  D4: goals('under', '2.25', 2),
  D5: goals('under', '2.25', 3),
  D6: goals('over', '2.75', 4),
  D7: goals('over', '2.75', 3),
  D8: goals('over', '2.75', 2),
  D9: goals('under', '2.75', 3),
  D10: goals('under', '2.75', 4),
  D11: goals('under', '5.25', 5),
  D12: goals('over', '3', 3),
  C20: () => profit(single('100', split('1.95', 'half_win'))),
  C21: () => profit(single('100', split('1.95', 'half_loss'))),
  C22: () => profit(single('1', split('-110', 'half_win'))),
  E1: () =>
    profit(
      single('50', {
        sport: 'golf',
        market: 'group',
        selection: 'Ann',
        odds: odds('+150'),
        event: known({ position: 1, tied: { k: 2, places: 1 } }),
      }),
    ),
  E2: placed('50', '+200', '10', known({ position: 8, tied: { k: 6, places: 3 } })),
  E3: placed('100', '+300', '5', known({ position: 5, tied: { k: 3, places: 1 } })),
  E4: () => profit(single('100', outright('golf', '-110', { position: 1, tied: { k: 2, places: 1 } }))),
  E5: placed('100', '+300', '5', known({ position: 2, tied: { k: 3, places: 4 } })),
  E6: placed('100', '+300', '5', known({ position: 5, tied: { k: 3, places: 1 } }), 'ties_full'),
  E7: eachWay({ position: 5, tied: { k: 3, places: 1 } }),
  E8: eachWay({ position: 1 }),
  E9: () => profit(single('100', outright('horse_racing', '5/1', { won: true }), { deductions: ['0.25'] })),
  F1: byFactors(1, '0'),
  F2: byFactors(0, '0'),
  F3: byFactors(1, '0.5'),
  F4: byFactors(0, '0.5'),
  F5: byFactors(0, '1'),
  F6: byFactors(1, '1'),
  F7: () =>
    profit(
      gradePick({ kind: 'single', stakeMicro: 50_000_000, legs: [{ odds: odds('2.5') }] }, [factors(1, '0', '0.5')], policyFor()),
    ),
  G1: () => profit(grade('parlay', '10', [moneyline('-110', 'win'), moneyline('-110', 'win'), moneyline('-110', 'win')])),
  G2: () => profit(grade('parlay', '10', [moneyline('-110', 'win'), moneyline('-110', 'push'), moneyline('-110', 'win')])),
  G3: () => profit(grade('parlay', '10', [moneyline('-110', 'win'), moneyline('-110', 'push')])),
  G4: () => profit(grade('parlay', '10', [moneyline('-110', 'void'), moneyline('-110', 'void')])),
  G5: () => profit(grade('parlay', '10', [moneyline('-110', 'loss'), moneyline('-110', 'void')])),
  G6: () =>
    grossExact(
      grade('parlay', '10', [
        split('2.0', 'half_win'),
        moneyline('+120', 'win'),
        moneyline('1.91', 'win'),
        moneyline('2.5', 'win'),
      ]),
      10,
    ),
  G7: () =>
    grossExact(
      grade('parlay', '10', [
        split('2.0', 'half_win'),
        split('2.2', 'half_win'),
        moneyline('1.91', 'win'),
        moneyline('2.5', 'win'),
      ]),
      10,
    ),
  G8: () =>
    grossExact(
      grade('parlay', '10', [
        split('2.0', 'half_loss'),
        split('2.2', 'half_loss'),
        moneyline('1.91', 'win'),
        moneyline('2.5', 'win'),
      ]),
      10,
    ),
  G9: () =>
    profit(
      grade('parlay', '10', [outright('golf', '+150', { position: 1, tied: { k: 2, places: 1 } }), moneyline('-110', 'win')]),
    ),
  G10: () =>
    profit(
      grade('round_robin', '10', [moneyline('+100', 'win'), moneyline('+100', 'win'), moneyline('+100', 'loss')], { size: 2 }),
    ),
  H1: cashOut('-110', 'loss', '10', '1', '15'),
  H2: cashOut('3.0', 'win', '100', '0.4', '60'),
  H3: cashOut('3.0', 'loss', '100', '0.4', '60'),
  H4: () => privateExact(single('10', moneyline('3.0', 'win'), { freeBet: true })),
  K1: clv('raw', '-125', [['home', '-150']]),
  K2: clv('probability', '-125', [['home', '-150']]),
  K3: clv('fair', '-125', [
    ['home', '-150'],
    ['away', '+130'],
  ]),
  K4: clv('fair', '+110', [
    ['home', '+100'],
    ['away', '-120'],
  ]),
  K5: moved,
  L1: sixProfits,
  SGP1: sgp('win', 'sgp_void'),
  SGP2a: sgp('loss', 'sgp_void'),
  SGP2b: sgp('loss', 'refund_always'),
  T1: teaser('push', 'loss'),
  T2: teaser('win', 'loss'),
};
