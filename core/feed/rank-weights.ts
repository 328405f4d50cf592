/**
 * The weights of the home feed's formula (rank-rules.ts), with the meaning that docs/ranking.md prints. A change of a value is a new version,
 * which each session keeps, so that it is known by which weights a list was ranked.
 */
export const RANK_VERSION = 1;

export const RANK_WEIGHTS = {
  halfLifeHours: { value: 12, is: 'Hours in which the freshness of an item halves.' },
  ofFollowed: { value: 1, is: 'The worth of an item of somebody whom the reader follows.' },
  ofTrending: { value: 0.7, is: 'The worth of a trending item of somebody whom the reader does not follow.' },
  ofOwn: { value: 0.6, is: "The worth of one of the reader's own items." },
  affinityMost: { value: 1, is: 'The most that reactions to the author add to the factor of affinity.' },
  affinityHalf: { value: 8, is: "Reactions to the author, among the reader's newest 200, that bring half of it." },
  recordMost: { value: 0.4, is: "The most that the author's record adds to or takes from its factor." },
  recordSpan: {
    value: 0.1,
    is: 'The ROI above that of an unknown bettor, as a share of one, that brings all of it. The ROI is the one that boards rank by: of quoted prices, and shrunk by its sample.',
  },
  trendPerDoubling: { value: 0.15, is: 'The part that each doubling of the trend score adds to the factor of the trend.' },
  trendMost: { value: 1, is: 'The most that the trend adds.' },
  recklessDecimal: {
    value: 10,
    is: 'The decimal price from which a pick is reckless: no factor lifts it, so that it ranks by its freshness at most.',
  },
  less: { value: 0.4, is: 'The factor of each item of the author of which the reader wants less.' },
  lessMost: { value: 3, is: 'So many of them count at most.' },
} as const;
