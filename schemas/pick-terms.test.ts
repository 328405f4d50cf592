import { describe, expect, it } from 'vitest';
import { PlacePick } from './picks.ts';

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const odds = { format: 'american', price: '-110' };
const leg = (n: number, more: object = {}) => ({
  eventId: id(n),
  market: 'spread',
  selection: 'home',
  line: '-3',
  odds,
  ...more,
});
const bare = (n: number, more: object = {}) => ({ ...leg(n, more), odds: undefined });
const pick = (more: object) => ({ stakeUnits: '2', ...more });
const [two, three] = [
  [leg(1), leg(2)],
  [leg(1), leg(2), leg(3)],
];

/** @returns where it is wrong and what is said of it */
function problem(body: object): string | null {
  const { error } = PlacePick.body.safeParse(pick(body));
  const issue = error?.issues[0];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : null;
}

describe('the terms of a pick', () => {
  it.each<[string, object]>([
    ['a single, by default', { legs: [leg(1)] }],
    ['a parlay', { kind: 'parlay', legs: three }],
    ['a parlay of twelve', { kind: 'parlay', legs: Array.from({ length: 12 }, (_, n) => leg(n)) }],
    ['a round robin that stakes a hundred units in all', { kind: 'round_robin', legs: three, size: 2, stakeUnits: '33.33' }],
    ['a same-game parlay', { kind: 'same_game_parlay', legs: [bare(1), bare(1, { market: 'total', selection: 'over' })], odds }],
    [
      'a middle within one game',
      {
        kind: 'same_game_parlay',
        legs: [
          bare(1, { market: 'total', selection: 'over', line: '40' }),
          bare(1, { market: 'total', selection: 'under', line: '50' }),
        ],
        odds,
      },
    ],
    ['a teaser by its quoted price', { kind: 'teaser', legs: [bare(1), bare(2)], odds }],
    ['a teaser by its table', { kind: 'teaser', legs: [bare(1), bare(2)], teaserPrices: { 2: odds } }],
    [
      'a teaser of both markets of a game',
      { kind: 'teaser', legs: [bare(1), bare(1, { market: 'total', selection: 'over' })], odds },
    ],
  ])('%s', (_, body) => {
    expect(problem(body)).toBeNull();
  });

  it.each<[string, RegExp, object]>([
    ['no legs', /^legs: /, { legs: [] }],
    ['two legs of a single', /^legs: a single has one leg/, { legs: two }],
    ['one leg of a parlay', /^legs: a ticket has at least two/, { kind: 'parlay', legs: [leg(1)] }],
    ['thirteen legs', /^legs: /, { kind: 'parlay', legs: Array.from({ length: 13 }, (_, n) => leg(n)) }],
    ['one event twice', /^legs.1.eventId: .*not independent/, { kind: 'parlay', legs: [leg(1), leg(1, { market: 'total' })] }],
    ['one event twice in a round robin', /^legs.2.eventId: /, { kind: 'round_robin', legs: [leg(1), leg(2), leg(1)], size: 2 }],
    ['a leg without odds', /^legs.1.odds: each leg needs/, { kind: 'parlay', legs: [leg(1), bare(2)] }],
    ['a quoted price of a parlay', /^odds: only a same game parlay or a teaser/, { kind: 'parlay', legs: two, odds }],
    ['a size of a parlay', /^size: only a round robin/, { kind: 'parlay', legs: two, size: 2 }],
    ['a round robin without a size', /^size: a round robin needs/, { kind: 'round_robin', legs: three }],
    ['a size over its legs', /^size: a round robin needs/, { kind: 'round_robin', legs: two, size: 3 }],
    [
      'stakes of over a hundred units',
      /^stakeUnits: 3 combinations/,
      { kind: 'round_robin', legs: three, size: 2, stakeUnits: '33.34' },
    ],
    ['two games', /^legs.1.eventId: .*one event/, { kind: 'same_game_parlay', legs: [bare(1), bare(2)], odds }],
    ['no quoted price', /^odds: /, { kind: 'same_game_parlay', legs: [bare(1), bare(1, { market: 'total' })] }],
    [
      'a leg with a price of its own',
      /^legs.1.odds: .*as a whole/,
      { kind: 'same_game_parlay', legs: [bare(1), leg(1, { market: 'total' })], odds },
    ],
    [
      'the same selection twice',
      /^legs.1.selection: /,
      { kind: 'same_game_parlay', legs: [bare(1), bare(1, { line: '-4' })], odds },
    ],
    [
      'the same score twice, spelled in two ways',
      /^legs.1.selection: /,
      {
        kind: 'same_game_parlay',
        legs: ['2-1', '02-1'].map((selection) => bare(1, { market: 'correct_score', selection, line: undefined })),
        odds,
      },
    ],
    [
      'a teaser of winners',
      /^legs.1.market: .*spreads and totals/,
      { kind: 'teaser', legs: [bare(1), bare(2, { market: 'moneyline', line: undefined })], odds },
    ],
    [
      'a teaser without its whole price',
      /^odds: /,
      { kind: 'teaser', legs: [bare(1), bare(2), bare(3)], teaserPrices: { 2: odds } },
    ],
    [
      'a price for more legs than there are',
      /^teaserPrices.3: /,
      { kind: 'teaser', legs: [bare(1), bare(2)], odds, teaserPrices: { 3: odds } },
    ],
    ['a super parlay', /^superTeaser: only a teaser/, { kind: 'parlay', legs: two, superTeaser: true }],
    [
      'a market that the odds provider never quotes',
      /^legs.0.market: the odds provider quotes no such market/,
      { legs: [leg(1, { market: 'season_total' })] },
    ],
    ['a market that nobody knows', /^legs.0.market: Invalid option/, { legs: [leg(1, { market: 'horses' })] }],
    ['an unknown field of a leg', /^legs.0: Unrecognized key/, { legs: [leg(1, { tip: true })] }],
  ])('are not %s', (_, said, body) => {
    expect(problem(body)).toMatch(said);
  });
});
