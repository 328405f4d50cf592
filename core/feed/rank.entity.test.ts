import { expect, it } from 'vitest';
import { feedbackEntity } from './feedback.entity.ts';
import { homeSessionEntity } from './home-session.entity.ts';
import { trendBucketEntity, trendCountEntity, trendListEntity, trendPointerEntity } from './trend.entity.ts';

const userId = '0190a000-0000-7000-8000-000000000001';
const itemId = '0190a000-0000-7000-8000-000000000002';
const bucket = '2026-11-23T12:05:00.000Z';

it('trends and home feeds keep their keys', () => {
  const shard = { sport: 'soccer', bucket, shard: 3 } as const;
  expect(trendCountEntity().query.primary(shard).params()).toMatchSnapshot('the counts of a bucket');
  expect(
    trendCountEntity()
      .get({ ...shard, itemId })
      .params(),
  ).toMatchSnapshot('of one item');
  expect(trendBucketEntity().get({ of: 'trend', bucket }).params()).toMatchSnapshot('an open bucket');
  expect(trendListEntity().get({ list: 'soccer', version: itemId }).params()).toMatchSnapshot('a version of a list');
  expect(trendPointerEntity().get({ list: 'all' }).params()).toMatchSnapshot('a pointer');
  expect(homeSessionEntity().get({ userId, sessionId: itemId }).params()).toMatchSnapshot('a ranked list');
  expect(feedbackEntity().get({ userId, itemId }).params()).toMatchSnapshot('feedback');
});
