import type { DomainData } from '#data/data-row';

const COUNTABLE = 'stays countable, with an id without a person';
const SUMS = ['decided', 'wins', 'losses', 'pushes', 'turnover', 'profit'];

/** The register of what records and boards store. */
export const statsData: DomainData = {
  ledger: {
    purpose: 'the outcome that counts of each settled pick',
    retention: 'for ever',
    personal: [
      ...[
        'userId',
        'settledAt',
        'pickId',
        'result',
        'stake',
        'profit',
        'clv',
        'priceCheck',
        'boardProfit',
        'boardLeads',
        'sport',
      ],
      ...['market', 'oddsBand', 'book'],
    ],
    other: ['version'],
    unerased: COUNTABLE,
  },
  stats: {
    purpose: 'the record of a bettor in a period',
    retention: 'for ever',
    personal: [
      ...['period', ...SUMS, 'voids', 'clv', 'clvPicks', 'boardDecided', 'boardWins', 'boardLosses', 'boardPushes'],
      ...['boardTurnover', 'boardProfit', 'boardEvents', 'above', 'placed', 'withdrawn', 'userId'],
    ],
    other: [],
    unexported: { userId: 'names the row' },
    unerased: COUNTABLE,
  },
  boardsum: {
    purpose: 'the part of a bettor in the boards',
    retention: '100 days',
    personal: ['userId', 'settledOn', 'countedOn', ...SUMS, 'events', 'above'],
    other: ['shard', 'expiresAt'],
    unexported: 'repeats `ledger`',
    unerased: 'gone within 100 days; boards show nobody whose account is gone',
  },
  closedsums: {
    purpose: 'the sums of bettors over a timeframe, from which boards are built',
    retention: '100 days',
    personal: ['sums'],
    other: ['timeframe', 'through', 'part', 'bucket', 'expiresAt'],
    unexported: 'repeats `ledger`',
    unerased: 'gone within 100 days; boards show nobody whose account is gone',
  },
  board: {
    purpose: 'one version of a leaderboard',
    retention: 'a day',
    personal: ['rows'],
    other: ['board', 'version', 'expiresAt'],
    unexported: 'repeats `ledger`, and names other people',
    unerased: 'gone within a day',
  },
  boardpointer: {
    purpose: 'the version of a leaderboard that readers see',
    retention: 'for ever',
    personal: [],
    other: ['board', 'version', 'builtAt', 'size'],
  },
  boardstate: {
    purpose: 'what the newest build of the boards was built from',
    retention: 'for ever',
    personal: [],
    other: ['of', 'builtAt', 'counted', 'closedThrough', 'peopleChangedAt'],
  },
  counted: {
    purpose: 'counts each fact of a pick once',
    retention: 'for ever',
    personal: [],
    other: ['pickId', 'fact'],
  },
};
