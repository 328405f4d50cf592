import { expect, it } from 'vitest';
import { openReviewEntity } from './open-review.entity.ts';

const key = { eventId: '0190a000-0000-7000-8000-000000000001', pickId: '-' };

it('keeps its keys', () => {
  expect({
    row: openReviewEntity()
      .put({ ...key, list: 'open', reason: 'disputed', openedAt: '2026-09-13T17:00:00.000Z' })
      .params(),
    gone: openReviewEntity().delete(key).params(),
    list: openReviewEntity().query.byAge({ list: 'open' }).params({ limit: 20 }),
  }).toMatchSnapshot();
});
