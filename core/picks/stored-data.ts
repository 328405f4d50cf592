import type { DomainData } from '#data/data-row';

const COUNTABLE = 'stays countable, with an id without a person';
const COUNTED = ['legs', 'stake', 'size', 'odds', 'teaserPrices', 'superTeaser', 'book'];
const TERMS = [...COUNTED, 'analysis', 'longAnalysis'];
const countable = (...fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, COUNTABLE]));

/** The register of what picks store. */
export const picksData: DomainData = {
  pick: {
    purpose: 'a pick, its terms and its outcome, for the record of its author',
    retention: 'for ever',
    personal: [
      ...['pickId', 'authorId', 'kind', 'placedAt', 'revisedAt', 'pricedAt', ...TERMS, 'withdrawnAt', 'wordsHiddenAt', 'outcome'],
      ...['proofs', 'unshared', 'sealed'],
    ],
    other: [
      ...['policyVersion', 'pricePolicy', 'revision', 'reviews', 'outcomes', 'proofChanges', 'commentCount', 'fireCount'],
      ...['upCount', 'downCount', 'laughCount', 'wowCount', 'moneyCount', 'facets', 'phase'],
    ],
    purposes: {
      ...{
        analysis: 'the words of the author',
        proofs: 'shows that the bet was placed',
        unshared: 'keeps the pick out of feeds',
        sealed: 'keeps the terms from others until the pick locks',
      },
      wordsHiddenAt: 'a moderator has hidden the words',
    },
    unerased: {
      ...countable('pickId', 'authorId', 'kind', 'placedAt', 'revisedAt', 'pricedAt', ...COUNTED, 'withdrawnAt', 'outcome'),
      ...countable('unshared', 'sealed', 'wordsHiddenAt'),
      proofs: 'under a lock that nobody can lift',
    },
  },
  revision: {
    purpose: 'the terms of a pick from one instant on, so that no change is hidden',
    retention: 'for ever',
    personal: ['pickId', 'at', ...TERMS],
    other: ['revision'],
    unerased: countable('pickId', 'at', ...COUNTED),
  },
  analysis: {
    purpose: 'the whole of a long analysis',
    retention: 'for ever',
    personal: ['pickId', 'text'],
    other: ['revision'],
    unerased: { pickId: COUNTABLE },
  },
  leg: {
    purpose: 'lists the picks on an event',
    retention: 'for ever',
    personal: ['pickId', 'eventId', 'authorId', 'opinion'],
    other: ['shard', 'facets'],
    unexported: 'repeats `pick`',
    unerased: COUNTABLE,
  },
  outcome: {
    purpose: 'one grading of a pick: every statistic follows from it',
    retention: 'for ever',
    personal: [
      ...['pickId', 'authorId', 'stake', 'result', 'profit', 'R', 'legs', 'clv', 'priceCheck', 'board', 'settledAt', 'finalAt'],
      ...['gradedAt', 'previous'],
    ],
    other: ['version', 'policyVersion', 'rule', 'reason', 'review', 'reviews', 'writtenAt'],
    unerased: COUNTABLE,
  },
  pickreview: {
    purpose: 'the decision of an admin on a pick',
    retention: 'for ever',
    personal: ['pickId', 'leg', 'result', 'won', 'returned', 'lost', 'reason', 'recordedAt', 'counts', 'by'],
    other: ['number', 'confirms'],
    unexported: { by: 'names the admin' },
    unerased: COUNTABLE,
  },
};
