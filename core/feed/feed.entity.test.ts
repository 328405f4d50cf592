import { expect, it } from 'vitest';
import { authorFeedEntity, writtenReaderEntity } from './author-feed.entity.ts';
import { feedRowEntity, timelineEntity } from './feed-row.entity.ts';
import { activeReaderEntity, feedReturnEntity, feedStateEntity } from './reader.entity.ts';

const [readerId, authorId, itemId] = ['reader', 'author', 'item'];

it('keeps its keys', () => {
  expect(feedRowEntity().get({ readerId, itemId }).params()).toMatchSnapshot();
  expect(timelineEntity().get({ authorId, itemId }).params()).toMatchSnapshot();
  expect(authorFeedEntity().get({ authorId }).params()).toMatchSnapshot();
  expect(writtenReaderEntity().get({ authorId, readerId }).params()).toMatchSnapshot();
  expect(feedStateEntity().get({ readerId }).params()).toMatchSnapshot();
  expect(activeReaderEntity().get({ readerId }).params()).toMatchSnapshot();
  expect(feedReturnEntity().get({ readerId }).params()).toMatchSnapshot();
});
