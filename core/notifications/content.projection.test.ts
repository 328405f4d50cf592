import { describe, expect, it } from 'vitest';
import type { StoredComment, StoredPost, StoredReaction } from '#core/content';
import type { CommentId, PostId, UserId } from '#schemas/common';
import { factOfReaction, factsOfComment, factsOfPost, ringOfPick, ringOfPost } from './content.projection.ts';

const id = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
const PEOPLE = { ann: id(1), ben: id(2), cas: id(3), dee: id(4) } as unknown as Record<'ann' | 'ben' | 'cas' | 'dee', UserId>;
const { ann, ben, cas, dee } = PEOPLE;
const [postId, parentId, commentId] = [id(7), id(8), id(9)];
const nameOf = (userId: UserId) => Object.entries(PEOPLE).find(([, one]) => one === userId)?.[0];
const told = (facts: ReturnType<typeof factsOfComment>) =>
  (facts ?? []).map(({ userId, kind, fact }) => `${nameOf(userId)} ${kind}${fact.again ? ' again' : ''}`).toSorted();

const mentioning = (...people: UserId[]) => people.map((userId, i) => ({ start: i * 10, end: i * 10 + 5, userId }));
const comment = (more: Partial<StoredComment> = {}): StoredComment => ({
  ...{ commentId: commentId as CommentId, itemType: 'post', itemId: postId, ownerId: ann, parentId: '-', authorId: ben },
  ...{ text: 'Yes.', mentions: [], replies: 0, counted: 0, createdAt: '2026-11-23T18:00:00.000Z' },
  ...more,
});
const answer = (more: Partial<StoredComment> = {}) => comment({ parentId, parentAuthorId: cas, ...more });
const gone = { deletedAt: '2026-11-23T19:00:00.000Z' };

describe('a change of a comment has facts to look at:', () => {
  it.each<[string, StoredComment | null, StoredComment | null, string[]]>([
    ['a new one, the owner’s', null, comment(), ['ann new-comment']],
    ['one by the owner, nobody’s', null, comment({ authorId: ann }), []],
    ['an answer, those of the owner and the parent’s author', null, answer(), ['ann new-comment', 'cas reply']],
    ['an answer to the owner, one', null, answer({ parentAuthorId: ann }), ['ann reply']],
    ['an answer to oneself, the owner’s', null, answer({ parentAuthorId: ben }), ['ann new-comment']],
    ['mentions', null, comment({ mentions: mentioning(cas, dee) }), ['ann new-comment', 'cas mention', 'dee mention']],
    [
      'mentions of who is told anyway, and of oneself',
      null,
      answer({ mentions: mentioning(ann, ben, cas) }),
      ['ann new-comment', 'cas reply'],
    ],
    ['counted, none', comment(), comment({ counted: 1 }), []],
    ['edited, none', comment(), comment({ text: 'No.' }), []],
    [
      'edited with other mentions, those',
      comment({ mentions: mentioning(cas) }),
      comment({ mentions: mentioning(dee) }),
      ['cas mention again', 'dee mention again'],
    ],
    [
      'deleted, all',
      answer({ mentions: mentioning(dee) }),
      answer({ ...gone, mentions: undefined }),
      ['ann new-comment again', 'cas reply again', 'dee mention again'],
    ],
    ['deleted before, none', comment(gone), null, []],
    ['hidden and shown again, those that may have been told', comment({ hiddenAt: 'x' }), comment(), ['ann new-comment again']],
    ['erased, all', comment(), null, ['ann new-comment again']],
  ])('%s', (_, before, after, facts) => {
    expect(told(factsOfComment({ before, after }))).toEqual(facts);
  });

  it('names the comment, its item, and where an answer stands', () => {
    expect(factsOfComment({ before: null, after: answer({ mentions: mentioning(dee) }) })).toEqual([
      { userId: dee, kind: 'mention', subject: `comment#${commentId}#post#${postId}`, fact: { by: ben, mark: '00000000' } },
      { userId: ann, kind: 'new-comment', subject: `post#${postId}`, fact: { by: ben, mark: '00000009', id: commentId } },
      {
        userId: cas,
        kind: 'reply',
        subject: `comment#${parentId}#post#${postId}`,
        fact: { by: ben, mark: '00000009', id: commentId },
      },
    ]);
  });
});

const reaction = (on: StoredReaction['on'], userId = ben): StoredReaction => ({
  ...{ itemId: postId, shard: 1, userId, itemType: 'post', ownerId: ann, on, counted: [], since: '2026-11-23T18:00:00.000Z' },
});

describe('a change of somebody’s reactions', () => {
  it.each<[string, StoredReaction | null, StoredReaction | null, string | null]>([
    ['the first one is a fact', null, reaction(['fire']), 'ann reaction'],
    ['one’s own is none', null, reaction(['fire'], ann), null],
    ['a second name is none', reaction(['fire']), reaction(['fire', 'up']), null],
    ['one of two taken back is none', reaction(['fire', 'up']), reaction(['up']), null],
    ['the last one taken back may have been told', reaction(['fire']), reaction([]), 'ann reaction again'],
    ['one that comes back may have been told', reaction([]), reaction(['up']), 'ann reaction again'],
    ['erased may have been told', reaction(['up']), null, 'ann reaction again'],
  ])('%s', (_, before, after, fact) => {
    const found = factOfReaction({ before, after });
    expect(told(found && [found])[0] ?? null).toBe(fact);
  });
});

const post = (more: Partial<StoredPost> = {}): StoredPost =>
  ({
    ...{ postId: postId as PostId, authorId: ann, kind: 'text', text: 'Hi', mentions: [], visibility: 'everyone' },
    ...{ whoMayComment: 'everyone', revision: 1, createdAt: '2026-11-23T18:00:00.000Z' },
    ...more,
  }) as StoredPost;

describe('a change of a post', () => {
  it.each<[string, StoredPost | null, StoredPost | null, string[]]>([
    ['mentions others', null, post({ mentions: mentioning(ann, ben) }), ['ben mention']],
    ['mentions others after an edit', post(), post({ mentions: mentioning(cas) }), ['cas mention']],
    ['mentions nobody after its end', post({ mentions: mentioning(cas) }), post(gone), ['cas mention']],
    ['is counted', post({ mentions: mentioning(cas) }), post({ mentions: mentioning(cas), fireCount: 1 }), []],
  ])('%s', (_, before, after, facts) => {
    expect(told(factsOfPost({ before, after }))).toEqual(facts);
  });

  it('rings when it begins and ends, and not in between', () => {
    const rings = (before: StoredPost | null, after: StoredPost | null) => ringOfPost({ before, after })?.fact ?? null;
    expect(rings(null, post())).toEqual({ by: postId, mark: '00000001' });
    expect(rings(post(), post({ fireCount: 1 }))).toBeNull();
    expect(rings(post(), post(gone))).toEqual({ by: postId, mark: '00000001', again: true });
    expect(rings(post(gone), null)).toBeNull();
  });
});

it('a pick rings when it is placed, unless its author keeps it out of feeds', () => {
  const pick = { pickId: postId, authorId: ann } as never as NonNullable<Parameters<typeof ringOfPick>[0]['after']>;
  expect(ringOfPick({ before: null, after: pick })).toEqual({ authorId: ann, fact: { by: postId, mark: '00000000' } });
  expect(ringOfPick({ before: null, after: { ...pick, unshared: true } })).toBeNull();
  expect(ringOfPick({ before: pick, after: pick })).toBeNull();
});
