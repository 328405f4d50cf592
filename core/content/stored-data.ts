import type { DomainData } from '#data/data-row';

const COUNTERS = ['commentCount', 'fireCount', 'upCount', 'downCount', 'laughCount', 'wowCount', 'moneyCount'];

/** The register of what posts, comments and reactions store. */
export const contentData: DomainData = {
  post: {
    purpose: 'a post, for those who may see it',
    retention: 'as long as the account; without its text once it is deleted',
    personal: [
      ...['postId', 'authorId', 'kind', 'text', 'mentions', 'visibility', 'whoMayComment', 'quotes', 'createdAt'],
      ...['editedAt', 'deletedAt', 'hiddenAt'],
    ],
    other: ['textCut', 'revision', ...COUNTERS],
    purposes: { hiddenAt: 'a moderator has hidden the post', mentions: 'the people whom the text names' },
  },
  postrevision: {
    purpose: 'the texts of a post before its edits, which everyone may read who sees the post',
    retention: 'as long as the post is not deleted',
    personal: ['text', 'mentions', 'at', 'postId'],
    other: ['revision'],
  },
  comment: {
    purpose: 'a comment or an answer, for those who see the item',
    retention: 'as long as the account; without its text once it is deleted',
    personal: [
      ...['commentId', 'authorId', 'text', 'mentions', 'itemType', 'itemId', 'ownerId', 'parentId', 'parentAuthorId'],
      ...['createdAt', 'editedAt', 'deletedAt', 'hiddenAt'],
    ],
    other: ['replies', 'counted'],
    purposes: { hiddenAt: 'a moderator has hidden the comment' },
  },
  usercomment: {
    purpose: 'lists the comments of a person, for their export and their erasure',
    retention: 'as long as the comment',
    personal: ['userId', 'commentId'],
    other: [],
    unexported: 'repeats `comment`',
  },
  reaction: {
    purpose: 'the reactions to an item, for its counters and its author',
    retention: 'as long as the account',
    personal: ['userId', 'on', 'since', 'itemType', 'itemId', 'ownerId'],
    other: ['shard', 'counted', 'everCounted'],
    unexported: 'repeats `ownmarks`',
  },
  ownmarks: {
    purpose: 'shows people what they have done with an item',
    retention: 'as long as the account',
    personal: ['userId', 'itemType', 'itemId', 'ownerId', 'reactions', 'bookmarkedAt', 'mutedAt'],
    other: [],
  },
  bookmark: {
    purpose: 'lists the bookmarks of a person',
    retention: 'until the bookmark is taken off',
    personal: ['userId', 'itemId', 'itemType'],
    other: [],
    unexported: 'repeats `ownmarks`',
  },
};
