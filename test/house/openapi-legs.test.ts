import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../core/picks/pick-rules.ts';
import { document } from '../../docs/openapi.ts';
import { MARKETS, OFFERED_MARKETS, type OfferedMarket, offerOf, takesSubject } from '../../schemas/markets.ts';
import { PlacePick } from '../../schemas/picks.ts';
import { LEAGUE_NAMES, type League, sportOf } from '../../schemas/sports.ts';

/** The document's rules of a leg by its market, against the server's: both judge every combination of small sets of terms. */

const ajv = new Ajv2020({ strict: false, validateFormats: true });
formats.default(ajv);
const made = document();
ajv.addSchema(made, 'document');
const takes = ajv.compile({ $ref: 'document#/paths/~1api~1v1~1picks/post/requestBody/content/application~1json/schema' });

/** Every selection of every market, some that are nearly one, and none of any. */
const SELECTIONS = [
  ...new Set(
    OFFERED_MARKETS.flatMap((market) => {
      const { selections, offered } = MARKETS[market];
      return [selections, offered?.selections].flatMap((some) => (Array.isArray(some) ? (some as string[]) : []));
    }),
  ),
  ...['2-1', '02-1', '123-1', '2-', 'Home', ' home', 'home_13', 'draw_draw_draw', 'Cooper Kupp', ''],
];
const PERIODS = [undefined, 'game', 'H1', 'Q3', 'P2', 'F5', 'I1', 'I2', 'S1', 'S3', 'OT', 'h1', ''];
const LINES = [
  undefined,
  '-3',
  '+3.0',
  '-3.5',
  '+0.25',
  '2.75',
  '48.50',
  '0',
  '-0',
  '0.0',
  '0.5',
  '9999',
  '10000',
  '.5',
  '3.1',
  '٣',
];
const PLAYERS = [{}, { subject: 'Cooper Kupp', stat: 'receptions' }, { subject: 'Cooper Kupp' }, { stat: 'receptions' }];
const PITCHERS = { pitchers: { home: 'Cole' } };
const RIVALS = [...[['Shane Lowry'], ['Shane Lowry', 'Tiger Woods'], [], Array.from({ length: 10 }, (_, i) => `P${i}`)]].map(
  (opponents) => ({ opponents }),
);
const TERMS = [
  ...PLAYERS,
  ...RIVALS,
  ...[{ lineUnit: 'sets' }, PITCHERS, { drawPrice: false }, { ...PLAYERS[1], ...PITCHERS }, { ...PLAYERS[2], ...RIVALS[0] }],
];

// A refusal is an error, and the trace of 500,000 costs a minute.
Error.stackTraceLimit = 0;

const odds = { format: 'american', price: '-110' };
const eventId = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
/** Legs that fit, so that a ticket fails by its first leg alone. */
const FITTING = { market: 'spread', selection: 'home', line: '-3' };

/** A league of each kind: of its sport, and of those that have offers of their own. */
const EXCEPTED = OFFERED_MARKETS.flatMap((market) =>
  Object.values(MARKETS[market].offered?.sports ?? {}).flatMap(({ except }) => Object.keys(except ?? {})),
);
const LEAGUES = [
  ...Map.groupBy(LEAGUE_NAMES, (league) => `${sportOf(league)} ${EXCEPTED.includes(league) ? league : ''}`).values(),
].map(([league]) => league as League);

/** True for a body that zod takes, and whose first leg the check of some league takes. */
function isTakenByServer(body: object): boolean {
  const { success, data } = PlacePick.body.safeParse(body);
  const [leg] = data?.legs ?? [];
  return success && leg !== undefined && LEAGUES.some((league) => isTakenIn(league, leg, data.kind));
}
function isTakenIn(league: League, ...[leg, kind]: [Parameters<typeof lineOf>[1], Parameters<typeof lineOf>[3]]): boolean {
  try {
    lineOf(league, leg, 0, kind);
    return true;
  } catch {
    return false;
  }
}

/** Judges bodies with each of these legs first: how many both take, how many both refuse, and on which they differ. */
function judge(legs: Iterable<object>, bodyOf: (leg: object) => object) {
  const found = { taken: 0, refused: 0, differences: [] as string[] };
  for (const leg of legs) {
    const body = JSON.parse(JSON.stringify(bodyOf(leg))) as object;
    const [isTaken, isDescribed] = [isTakenByServer(body), takes(body)];
    if (isTaken !== isDescribed) found.differences.push(`the server ${isTaken ? 'takes' : 'refuses'} ${JSON.stringify(leg)}`);
    else found[isTaken ? 'taken' : 'refused'] += 1;
  }
  return found;
}

const ticket =
  (kind: string, more: object = {}) =>
  (leg: object) => ({
    ...{ kind, stakeUnits: '1', ...more },
    legs: [
      { eventId: eventId(1), ...leg },
      { eventId: eventId(kind === 'same_game_parlay' ? 1 : 2), ...FITTING, selection: 'away' },
    ],
  });
const single = (leg: object) => ({ kind: 'single', stakeUnits: '1', legs: [{ eventId: eventId(1), odds, ...leg }] });

function* combinations(market: string, selections: readonly string[]): Generator<object> {
  for (const selection of selections)
    for (const period of PERIODS)
      for (const line of LINES) for (const terms of TERMS) yield { market, selection, period, line, ...terms };
}
/** The names that a market needs beside its selection. */
const namesFor = (market: OfferedMarket): object => {
  const { on, opponents } = MARKETS[market];
  return {
    ...(takesSubject(market) && { subject: 'A' }),
    ...(on === 'player' && { stat: 'b' }),
    ...(opponents && { opponents: ['B', 'C'].slice(0, opponents.least) }),
  };
};
/** A selection that the market takes, and one that it does not. */
const pairOf = (market: OfferedMarket): string[] => {
  const isTaken = (selection: string) =>
    LEAGUE_NAMES.some((league) => {
      const { periods = [], step = null } = offerOf(league, market) ?? {};
      const line = step === null ? undefined : '1';
      return periods.some((period) => isTakenIn(league, { market, selection, period, line, ...namesFor(market) }, 'single'));
    });
  return [SELECTIONS.find(isTaken), SELECTIONS.find((selection) => !isTaken(selection))] as string[];
};

describe('the document and the server take the same legs', () => {
  it.each(OFFERED_MARKETS)('of a single on %s', (market) => {
    const { taken, refused, differences } = judge(combinations(market, pairOf(market)), single);
    expect([differences.length, ...differences.slice(0, 5)]).toEqual([0]);
    expect(taken).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(taken);
  });

  it('with each selection of all markets', () => {
    function* legs() {
      for (const market of [...OFFERED_MARKETS, 'season_total', 'Moneyline', '', 'constructor'])
        for (const selection of SELECTIONS)
          for (const line of [undefined, '1', '2.5'])
            for (const names of [...PLAYERS, ...RIVALS]) yield { market, selection, line, ...names };
    }
    const { taken, differences } = judge(legs(), single);
    expect([differences.length, ...differences.slice(0, 5)]).toEqual([0]);
    expect(taken).toBeGreaterThan(100);
  });

  it.each([
    ['teaser', ticket('teaser', { odds })],
    ['same-game parlay', ticket('same_game_parlay', { odds })],
  ])('of a %s', (_, bodyOf) => {
    function* legs() {
      for (const market of OFFERED_MARKETS)
        for (const selection of pairOf(market))
          for (const period of PERIODS)
            for (const line of LINES)
              for (const names of [...PLAYERS.slice(0, 3), RIVALS[0]]) yield { market, selection, period, line, ...names };
    }
    const { taken, differences } = judge(legs(), bodyOf);
    expect([differences.length, ...differences.slice(0, 5)]).toEqual([0]);
    expect(taken).toBeGreaterThan(50);
  });
});

const ALL_PERIODS = [
  'game',
  'F5',
  'OT',
  'SO',
  ...['H', 'Q', 'P', 'I', 'S'].flatMap((part) => [1, 2, 3, 4, 5].map((n) => `${part}${n}`)),
];
const FINEST_FIRST = ['1.25', '1.5', '1'];

/** The league of an event is not in the body, so that a schema cannot judge by it. The document says it in words. */
it('the document names the leagues of each offer, and no other league takes it', () => {
  interface Offer {
    readonly description: string;
    readonly properties: Readonly<Record<string, unknown>>;
  }
  interface Rule {
    readonly if: { readonly properties: { readonly market: { readonly const: OfferedMarket } } };
    readonly then: { readonly anyOf?: readonly Offer[]; readonly allOf?: readonly Offer[] };
  }
  const { LegRules } = (made.components as { schemas: unknown }).schemas as { LegRules: { readonly allOf: readonly Rule[] } };
  const described = LegRules.allOf.flatMap((rule) =>
    (rule.then.anyOf ?? rule.then.allOf ?? []).flatMap(({ description, properties }) =>
      [...description.matchAll(/`(\w+)`/g)].flatMap(([, league = '']) =>
        (properties.period as { enum: string[] }).enum.map((period) => {
          const { pattern } = (properties.line ?? {}) as { pattern?: string };
          const finest = FINEST_FIRST.find((line) => pattern !== undefined && new RegExp(pattern).test(line));
          return [rule.if.properties.market.const, league, period, finest ?? 'none'].join(' ');
        }),
      ),
    ),
  );
  const real = OFFERED_MARKETS.flatMap((market) => {
    const [selection = ''] = pairOf(market);
    return LEAGUE_NAMES.flatMap((league) =>
      ALL_PERIODS.flatMap((period) => {
        const isTaken = (line?: string) => isTakenIn(league, { market, selection, period, line, ...namesFor(market) }, 'single');
        const finest = FINEST_FIRST.find(isTaken) ?? (isTaken() ? 'none' : undefined);
        return finest === undefined ? [] : [[market, league, period, finest].join(' ')];
      }),
    );
  });
  expect(described.toSorted()).toEqual(real.toSorted());
});
