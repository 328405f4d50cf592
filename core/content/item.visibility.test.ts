import { describe, expect, it } from 'vitest';
import { sightsOf } from '#core/graph';
import type { PostId, UserId } from '#schemas/common';
import { anyone, tokenHolder } from '../../test/support/make/users.ts';
import { mayComment, readsPost, seesPost } from './item.visibility.ts';
import type { StoredPost } from './post.store.ts';

const viewer = tokenHolder(new Date());
const author = 'author' as UserId;
const post: StoredPost = {
  ...{ postId: 'p' as PostId, authorId: author, kind: 'text', visibility: 'everyone', whoMayComment: 'everyone' },
  ...{ revision: 1, createdAt: '' },
};
const followers = { ...post, visibility: 'followers' as const };
/** The page of a viewer who follows the author or not. */
const page = ({ follows = false, isPrivate = false, blocked = false, gone = false } = {}) => {
  const followed = new Set(follows ? [author] : []);
  const cards = new Map(gone ? [] : [[author, { private: isPrivate }]]);
  const hidden = { blocked: new Set(blocked ? [author] : []), muted: new Set<UserId>() };
  return { followed, sights: sightsOf(viewer, cards, hidden, followed) };
};

describe('a post', () => {
  it.each([
    ['everyone', post, {}, true],
    ['everyone, by a private account', post, { isPrivate: true }, false],
    ['everyone, by a private account that the viewer follows', post, { isPrivate: true, follows: true }, true],
    ['everyone, by somebody on the other side of a block', post, { blocked: true, follows: true }, false],
    ['everyone, by somebody who is gone', post, { gone: true, follows: true }, false],
    ['followers', followers, {}, false],
    ['followers, to one of them', followers, { follows: true }, true],
    ['everyone, deleted', { ...post, deletedAt: 'x' }, { follows: true }, false],
    ['everyone, hidden', { ...post, hiddenAt: 'x' }, { follows: true }, false],
  ] as [string, StoredPost, object, boolean][])('for %s', (_, one, of, sees) => {
    expect(seesPost(viewer, one, page(of))).toBe(sees);
  });
  it('for followers is not for somebody without a token', () => {
    expect(seesPost(anyone, followers, page())).toBe(false);
  });
  it('is for its author unless it is deleted; a hidden one is no item of a list, and is read by its author alone', () => {
    const own = { ...followers, authorId: viewer.userId };
    expect(seesPost(viewer, own, page())).toBe(true);
    const hidden = { ...own, hiddenAt: 'x' };
    expect([seesPost(viewer, hidden, page()), readsPost(viewer, hidden, page())]).toEqual([false, true]);
    expect(readsPost(viewer, { ...hidden, deletedAt: 'x' }, page())).toBe(false);
    expect(readsPost(viewer, { ...post, hiddenAt: 'x' }, page())).toBe(false);
  });
});

it.each([
  ['everyone', false, true],
  ['followers', false, false],
  ['followers', true, true],
  ['nobody', true, false],
] as const)('an item that takes comments of %s, from a follower: %s, takes one: %s', (who, follows, takes) => {
  expect(mayComment(viewer, author, who, new Set(follows ? [author] : []))).toBe(takes);
  expect(mayComment(viewer, viewer.userId, who, new Set())).toBe(true);
});
