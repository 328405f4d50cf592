import { expect, it } from 'vitest';
import type { PickId, UserId } from '#schemas/common';
import { legEntity } from './leg.entity.ts';
import { outcomeEntity } from './outcome.entity.ts';
import { pickEntity } from './pick.entity.ts';
import {
  newPickPart,
  outcomePart,
  reviewPart,
  revisedPart,
  type StoredOutcome,
  type StoredPick,
  type StoredReview,
  withdrawnPart,
} from './pick.store.ts';
import { pickReviewEntity } from './pick-review.entity.ts';
import { revisionEntity } from './revision.entity.ts';

const pickId = '0190a000-0000-7000-8000-000000000001' as PickId;
const authorId = '0190a000-0000-7000-8000-000000000002' as UserId;
const eventId = '0190a000-0000-7000-8000-000000000003';
const now = new Date('2026-11-23T12:00:00.000Z');
const at = now.toISOString();

const pick: StoredPick = {
  pickId,
  authorId,
  kind: 'single',
  policyVersion: '1',
  placedAt: at,
  revision: 1,
  revisedAt: at,
  pricedAt: '2026-11-23T12:00:00.000Z',
  pricePolicy: '1',
  stake: 1_500_000,
  book: 'Bookie',
  legs: [
    {
      eventId,
      sport: 'american_football',
      league: 'nfl',
      market: 'spread',
      period: 'game',
      selection: 'home',
      line: '-3.5',
      odds: { format: 'american', price: '-110' },
      acceptedStart: at,
    },
  ],
  reviews: 0,
  outcomes: 0,
};
const other = '0190a000-0000-7000-8000-000000000004';
const ticket: StoredPick = {
  ...pick,
  kind: 'teaser',
  odds: { format: 'american', price: '+160' },
  teaserPrices: [{ legs: 2, odds: { format: 'american', price: '-110' } }],
  legs: [
    pick.legs[0],
    { ...pick.legs[0], eventId: other },
    { ...pick.legs[0], market: 'total', selection: 'over', line: '40' },
  ].map((leg) => ({ ...(leg as StoredPick['legs'][number]), odds: undefined })),
};
const review: StoredReview = {
  pickId,
  number: 1,
  leg: 0,
  result: 'void',
  won: '0',
  returned: '1',
  lost: '0',
  by: authorId,
  reason: 'Did not play.',
  recordedAt: at,
  counts: true,
};
const outcome: StoredOutcome = {
  pickId,
  version: 2,
  authorId,
  stake: 1_500_000,
  result: 'win',
  profit: 1_363_636,
  R: '21/11',
  rule: 'spread.half',
  policyVersion: '1',
  legs: [{ result: 'win', won: '1', returned: '0', lost: '0', rule: 'spread.half', resultVersion: 2, gradingVersion: 3 }],
  reviews: 0,
  clv: 25_000,
  settledAt: at,
  finalAt: at,
  gradedAt: at,
  writtenAt: at,
  previous: { result: 'loss', profit: -1_500_000 },
};

it('keeps the keys of picks and what belongs to them', () => {
  expect(pickEntity().get({ pickId }).params()).toMatchSnapshot('pick');
  expect(pickEntity().query.byAuthor({ authorId }).lt({ pickId }).params()).toMatchSnapshot("an author's picks");
  expect(legEntity().query.byEvent({ eventId, shard: 3 }).gt({ pickId }).params()).toMatchSnapshot('legs on an event');
  expect(revisionEntity().query.primary({ pickId }).params()).toMatchSnapshot('revisions');
  expect(outcomeEntity().query.primary({ pickId }).params()).toMatchSnapshot('outcomes');
  expect(pickReviewEntity().query.primary({ pickId }).params()).toMatchSnapshot('reviews');
});

it('keeps the conditions of the writes of picks', () => {
  expect(newPickPart(pick).params()).toMatchSnapshot('new');
  expect(newPickPart(ticket).params()).toMatchSnapshot('a new ticket of three legs on two events');
  expect(revisedPart({ ...pick, revision: 2, book: undefined }).params()).toMatchSnapshot('revised');
  expect(withdrawnPart(pickId, at).params()).toMatchSnapshot('withdrawn');
  expect(outcomePart(outcome, 1).params()).toMatchSnapshot('outcome');
  expect(reviewPart(review, 2).params()).toMatchSnapshot('review');
});
