import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  commentOn,
  createPost,
  deleteComment,
  deletePost,
  editComment,
  editPost,
  getPost,
  listComments,
  listPostRevisions,
  listUserPosts,
  personUpkeep,
  pickCountersUpkeep,
  postUpkeep,
} from '#core/content';
import { blockUser, followUser, muteUser, unblockUser } from '#core/graph';
import { placePick } from '#core/picks';
import { updateMe } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { vault, vaultOf } from '#platform/vault';
import { CommentOnPost, EditComment, ListPostComments } from '#schemas/comments';
import type { CommentId, EventId, PickId, PostId, UserId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { CreatePost, EditPost, MOST_POST_REVISIONS } from '#schemas/posts';
import { hideTextPart } from '../../core/content/hide-item.ts';
import type { ItemRef } from '../../core/content/item-ref.ts';
import { many } from '../support/bettors.ts';
import { useMemoryKeys } from '../support/data-keys.ts';
import { exportedBy } from '../support/exported.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { drainCounts } from '../support/social.ts';

dropMessages();

const now = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const aYearAgo = at(-525_600);
const refused = (code: string, field?: string) =>
  expect.objectContaining({ code, ...(field !== undefined && { details: expect.objectContaining({ field }) }) });

let people: Record<'ann' | 'ben' | 'cas' | 'dee', User>;
let game: EventId;
let annsPick: PickId;
beforeAll(async () => {
  vault.inject(Promise.resolve(vaultOf('a secret of these tests, as long as it takes')));
  useMemoryKeys();
  const [ann, ben, cas, dee] = await Promise.all(['ann', 'ben', 'cas', 'dee'].map((name) => bettor(name, aYearAgo)));
  people = { ann, ben, cas, dee } as typeof people;
  game = await storedGame('nfl', at(600));
  annsPick = (await placePick(people.ann, PlacePick.body.parse(singleBody(game)), undefined, now)).id;
});

const post = (as: User, body: object, minute = 0, key?: string) => createPost(as, CreatePost.body.parse(body), key, at(minute));
const words = (as: User, text: string, more: object = {}, minute = 0) => post(as, { kind: 'text', text, ...more }, minute);
const postRef = (id: PostId): ItemRef => ({ type: 'post', id });
const comment = (as: User, item: ItemRef, body: object, minute = 1, key?: string) =>
  commentOn(as, item, { body: CommentOnPost.body.parse(body), key }, at(minute));
const comments = async (as: Parameters<typeof listComments>[0], item: ItemRef, query: object = {}) =>
  (await listComments(as, item, ListPostComments.query.parse(query), at(9))).items;
const PAGE = { limit: 20 };

describe('posts', () => {
  it('are shown as they are, and listed newest first', async () => {
    const { ann, ben } = people;
    const first = await words(ann, '  Dogs only.\r\n', {}, 0);
    expect(first).toMatchObject({ kind: 'text', text: 'Dogs only.', revision: 1, editedAt: null, author: { handle: 'ann' } });
    const second = await post(ann, { kind: 'pick', pickId: annsPick }, 1);
    expect(second).toMatchObject({ text: null, picks: [{ id: annsPick, unavailable: false, pick: { id: annsPick } }] });
    for (const viewer of [anyone, ben]) {
      const { items } = await listUserPosts(viewer, 'ann', PAGE, at(2));
      expect(items.map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(await getPost(viewer, first.id, at(2))).toMatchObject({ text: 'Dogs only.', own: { reactions: [] } });
    }
  });

  it('of one key are one post, ten at once as well', async () => {
    const ten = await many(10, () => post(people.dee, { kind: 'text', text: 'Once.' }, 5, 'key-1'));
    const ids = new Set(ten.map((one) => (one.status === 'fulfilled' ? one.value.id : one.reason.code)));
    expect(ids.size).toBe(1);
    await expect(post(people.dee, { kind: 'text', text: 'Another.' }, 5, 'key-1')).rejects.toEqual(
      refused('IDEMPOTENCY_KEY_REUSED'),
    );
  });

  it('keep every text, and take an edit of the newest one alone', async () => {
    const { ben, cas } = people;
    const long = `${'Long words. '.repeat(150)}end`;
    const { id } = await words(ben, 'First.');
    const edit = (revision: number, text: string) => editPost(ben, id, EditPost.body.parse({ text, revision }), at(revision));
    expect(await edit(1, long)).toMatchObject({ text: long, textCut: false, revision: 2 });
    await expect(edit(1, 'Late.')).rejects.toEqual(
      expect.objectContaining({ code: 'CONFLICT', details: { field: 'revision', revision: 2 } }),
    );
    const [listed] = (await listUserPosts(anyone, 'ben', PAGE, at(9))).items;
    expect(listed).toMatchObject({ textCut: true, revision: 2 });
    expect(listed?.text?.length).toBeLessThan(300);
    expect((await getPost(anyone, id, at(9))).text).toBe(long);
    const texts = (await listPostRevisions(cas, id, PAGE, at(9))).items.map(({ text }) => text);
    expect(texts).toEqual([long, 'First.']);
    await expect(editPost(cas, id, EditPost.body.parse({ text: 'Mine.', revision: 2 }), at(9))).rejects.toEqual(
      refused('FORBIDDEN'),
    );
    for (let revision = 2; revision < MOST_POST_REVISIONS; revision++) await edit(revision, `Text ${revision + 1}`);
    await expect(edit(MOST_POST_REVISIONS, 'One more.')).rejects.toEqual(refused('LIMIT_REACHED'));
    const both = await many(2, () => edit(MOST_POST_REVISIONS, 'x'));
    expect(both.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('that are deleted are there for nobody, twice as well', async () => {
    const { ann, ben } = people;
    const { id } = await words(ann, 'Gone soon.', {}, 3);
    await expect(deletePost(ben, id, at(4))).rejects.toEqual(refused('FORBIDDEN'));
    await deletePost(ann, id, at(4));
    await deletePost(ann, id, at(5));
    for (const viewer of [anyone, ann, ben]) await expect(getPost(viewer, id, at(6))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(deletePost(ben, id, at(6))).rejects.toEqual(refused('NOT_FOUND'));
    await expect(comment(ben, postRef(id), { text: 'Hm.' })).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('for followers, and those of a private account, are there for nobody else, at once', async () => {
    const [open, fan, other] = await Promise.all(['open', 'fan', 'other'].map((name) => bettor(`p_${name}`, aYearAgo)));
    if (!open || !fan || !other) throw new Error('nobody');
    const [all, some] = [await words(open, 'All.'), await words(open, 'Some.', { visibility: 'followers' }, 1)];
    const quote = await post(other, { kind: 'pick', pickId: annsPick, text: 'Look.' }, 1);
    expect(quote.picks[0]?.unavailable).toBe(false);
    await followUser(fan, 'p_open', now);
    const sees = async (viewer: typeof anyone | User) => {
      const shown = await Promise.all(
        [all.id, some.id].map((id) =>
          getPost(viewer, id, at(5)).then(
            () => true,
            () => false,
          ),
        ),
      );
      const list = await listUserPosts(viewer, 'p_open', PAGE, at(5)).then(
        ({ items }) => items.length,
        () => 'none',
      );
      return [...shown, list];
    };
    expect([await sees(open), await sees(fan), await sees(other), await sees(anyone)]).toEqual([
      ...[
        [true, true, 2],
        [true, true, 2],
      ],
      ...[
        [true, false, 1],
        [true, false, 1],
      ],
    ]);
    await updateMe(open, { private: true }, at(2));
    expect([await sees(open), await sees(fan), await sees(other), await sees(anyone)]).toEqual([
      ...[
        [true, true, 2],
        [true, true, 2],
      ],
      ...[
        [false, false, 'none'],
        [false, false, 'none'],
      ],
    ]);
  });

  it('show a pick of somebody whom the reader may not see as unavailable', async () => {
    const [author, quoter] = [await bettor('q_author', aYearAgo), await bettor('q_quoter', aYearAgo)];
    const pickId = (await placePick(author, PlacePick.body.parse(singleBody(game)), undefined, now)).id;
    const { id } = await post(quoter, { kind: 'slip', pickIds: [pickId, annsPick], text: 'Both.' }, 1);
    await updateMe(author, { private: true }, at(2));
    expect((await getPost(anyone, id, at(3))).picks).toEqual([
      { id: pickId, unavailable: true, pick: null },
      { id: annsPick, unavailable: false, pick: expect.objectContaining({ id: annsPick }) },
    ]);
    await expect(post(people.ben, { kind: 'pick', pickId }, 4)).rejects.toEqual(refused('NOT_FOUND', 'pickId'));
    await expect(post(people.ben, { kind: 'slip', pickIds: [annsPick, newId<PickId>(now)] }, 4)).rejects.toEqual(
      refused('NOT_FOUND', 'pickIds.1'),
    );
  });

  it('that a moderator hides are there for their author alone until they are shown again', async () => {
    const { id } = await words(people.ann, 'Questionable.', {}, 6);
    expect(await transact({ hide: hideTextPart({ type: 'post', id }, at(7).toISOString()) })).toEqual(new Set());
    await expect(getPost(people.ben, id, at(8))).rejects.toEqual(refused('NOT_FOUND'));
    expect(await getPost(people.ann, id, at(8))).toMatchObject({ hidden: true, text: 'Questionable.' });
    expect(await transact({ show: hideTextPart({ type: 'post', id }, null) })).toEqual(new Set());
    expect((await getPost(anyone, id, at(8))).text).toBe('Questionable.');
    await deletePost(people.ann, id, at(9));
    expect(await transact({ hide: hideTextPart({ type: 'post', id }, at(9).toISOString()) })).toEqual(new Set(['hide']));
  });
});

describe('mentions', () => {
  const hello = (handle: string, userId: UserId) => ({
    text: `😀 hey @${handle}!`,
    mentions: [{ start: 7, end: 8 + handle.length, userId }],
  });

  it("show today's handle, and stand in UTF-16 units", async () => {
    const friend = await bettor('old_name', aYearAgo);
    const { id } = await words(people.ann, 'x', hello('old_name', friend.userId), 7);
    await updateMe(friend, { handle: 'a_new_name' }, at(8));
    const { text, mentions } = await getPost(anyone, id, at(9));
    expect(text).toBe('😀 hey @a_new_name!');
    expect(mentions).toEqual([{ start: 7, end: 18, user: expect.objectContaining({ handle: 'a_new_name' }) }]);
  });
  it('are refused where the text reads otherwise, and for nobody', async () => {
    const { ann, ben } = people;
    const off = { text: 'hey @ben', mentions: [{ start: 3, end: 8, userId: ben.userId }] };
    await expect(words(ann, '', off)).rejects.toEqual(refused('INVALID_INPUT', 'mentions.0.start'));
    await expect(words(ann, '', hello('ben', newId<UserId>(now)))).rejects.toEqual(refused('INVALID_INPUT', 'mentions.0.userId'));
  });
  it('and links are not for the first day of an account, but for people who follow it', async () => {
    const young = await bettor('young_one', at(-60));
    const mention = hello('ben', people.ben.userId);
    await expect(words(young, 'See www.example.com now')).rejects.toEqual(refused('INVALID_INPUT', 'text'));
    await expect(words(young, '', mention)).rejects.toEqual(refused('INVALID_INPUT', 'mentions.0.userId'));
    const place = (as: User, analysis: string) =>
      placePick(as, PlacePick.body.parse({ ...singleBody(game), analysis }), undefined, now);
    await expect(place(young, 'More at www.example.com')).rejects.toEqual(refused('INVALID_INPUT', 'analysis'));
    expect((await place(young, 'More tomorrow')).analysis).toBe('More tomorrow');
    expect((await place(people.cas, 'More at www.example.com')).analysis).toContain('example.com');
    await followUser(people.ben, 'young_one', now);
    expect((await words(young, '', mention)).mentions).toHaveLength(1);
    const five = await many(6, (i) => words(young, `Post ${i}`, {}, i));
    expect(five.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  });
});

describe('comments', () => {
  it('are listed both ways, with answers of one level', async () => {
    const { ann, ben, cas } = people;
    const item: ItemRef = { type: 'pick', id: annsPick };
    const first = await comment(ben, item, { text: 'One.' }, 1);
    const second = await comment(cas, item, { text: 'Two.' }, 2);
    const answer = await comment(ann, item, { text: 'Answer.', parentId: first.id }, 3);
    const ids = async (query: object) => (await comments(ann, item, query)).map(({ id }) => id);
    expect(await ids({})).toEqual([first.id, second.id]);
    expect(await ids({ order: 'newest' })).toEqual([second.id, first.id]);
    expect(await comments(anyone, item, { parentId: first.id })).toMatchObject([
      { id: answer.id, parentId: first.id, author: { handle: 'ann' } },
    ]);
    expect((await comments(anyone, item))[0]).toMatchObject({ replies: 1, text: 'One.' });
    await expect(comment(ben, item, { text: 'Deeper.', parentId: answer.id }, 4)).rejects.toEqual(
      refused('INVALID_INPUT', 'parentId'),
    );
    const elsewhere = postRef((await words(ann, 'Elsewhere.', {}, 8)).id);
    await expect(comment(ben, elsewhere, { text: 'x', parentId: first.id }, 4)).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('are changed by their author, and deleted by the author or by the owner of the item', async () => {
    const { ann, ben, cas } = people;
    const item = postRef((await words(ann, 'Discuss.', {}, 9)).id);
    const one = await comment(ben, item, { text: 'One.' }, 1);
    const edit = (as: User, id: CommentId) => editComment(as, id, EditComment.body.parse({ text: 'Better.' }), at(2));
    expect(await edit(ben, one.id)).toMatchObject({ text: 'Better.', editedAt: at(2).toISOString() });
    await expect(edit(cas, one.id)).rejects.toEqual(refused('FORBIDDEN'));
    await expect(deleteComment(cas, one.id, at(3))).rejects.toEqual(refused('FORBIDDEN'));
    const answer = await comment(cas, item, { text: 'Answer.', parentId: one.id }, 3);
    await deleteComment(ann, one.id, at(4));
    expect(await comments(cas, item)).toMatchObject([{ id: one.id, deleted: true, text: null, author: null, replies: 1 }]);
    await expect(edit(ben, one.id)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(comment(cas, item, { text: 'Late.', parentId: one.id }, 5)).rejects.toEqual(refused('NOT_FOUND'));
    const gone = await many(10, () => deleteComment(cas, answer.id, at(6)));
    expect(gone.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await comments(cas, item)).toEqual([]);
    await expect(deleteComment(cas, newId<CommentId>(now), at(6))).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('come from those alone whom the author of the item lets', async () => {
    const { ann, ben, cas } = people;
    const [some, none] = [
      await words(ann, 'F.', { whoMayComment: 'followers' }, 9),
      await words(ann, 'N.', { whoMayComment: 'nobody' }, 9),
    ];
    await followUser(ben, 'ann', now);
    await comment(ben, postRef(some.id), { text: 'Follower.' });
    await expect(comment(cas, postRef(some.id), { text: 'Stranger.' })).rejects.toEqual(refused('FORBIDDEN'));
    await expect(comment(ben, postRef(none.id), { text: 'Follower.' })).rejects.toEqual(refused('FORBIDDEN'));
    await comment(ann, postRef(none.id), { text: 'Author.' });
  });

  it('of ten at once under one key are one', async () => {
    const item = postRef((await words(people.dee, 'Keys.', {}, 9)).id);
    const ten = await many(10, () => comment(people.ben, item, { text: 'Once.' }, 1, 'k'));
    expect(new Set(ten.map((one) => (one.status === 'fulfilled' ? one.value.id : one.reason.code))).size).toBe(1);
    expect(await comments(anyone, item)).toHaveLength(1);
  });
});

describe('a block', () => {
  it('hides each from the other, and stops a comment and a mention that come at the same moment', async () => {
    const [owner, rude] = [await bettor('b_owner', aYearAgo), await bettor('b_rude', aYearAgo)];
    const item = postRef((await words(owner, 'Mine.')).id);
    const theirs = await comment(rude, item, { text: 'Rude.' }, 1);
    const race = await Promise.allSettled([
      blockUser(owner, 'b_rude', at(2)),
      ...Array.from({ length: 6 }, (_, i) => comment(rude, item, { text: `Race ${i}` }, 2)),
    ]);
    expect(race[0]?.status).toBe('fulfilled');
    expect(await comments(owner, item)).toEqual([]);
    for (const act of [
      () => getPost(rude, item.id as PostId, at(3)),
      () => comment(rude, item, { text: 'Again.' }, 3),
      () => comments(rude, item),
      () => listUserPosts(rude, 'b_owner', PAGE, at(3)),
    ])
      await expect(act()).rejects.toEqual(refused('NOT_FOUND'));
    const mention = { mentions: [{ start: 0, end: 8, userId: owner.userId }] };
    await expect(words(rude, '@b_owner', mention, 3)).rejects.toEqual(refused('INVALID_INPUT', 'mentions.0.userId'));
    await unblockUser(owner, 'b_rude');
    expect((await comments(owner, item)).map(({ id }) => id)).toContain(theirs.id);
    await muteUser(owner, 'b_rude', at(4));
    expect(await comments(owner, item)).toEqual([]);
  });
});

describe('the erasure of a person', () => {
  it('takes out all that they wrote and did, and leaves counters that are right', async () => {
    const [gone, stays] = [await bettor('e_gone', aYearAgo), await bettor('e_stays', aYearAgo)];
    const [own, other] = [await words(gone, 'Mine.'), postRef((await words(stays, 'Theirs.')).id)];
    const answered = await comment(gone, other, { text: 'Answered.' }, 1);
    const plain = await comment(gone, other, { text: 'Plain.' }, 2);
    await comment(stays, other, { text: 'Answer.', parentId: answered.id }, 3);
    await drainCounts();
    expect((await getPost(anyone, other.id as PostId, at(4))).counts.comments).toBe(3);
    const before = JSON.stringify(await exportedBy(personUpkeep, gone.userId));
    for (const text of ['Mine.', 'Answered.', 'Plain.']) expect(before).toContain(text);
    await personUpkeep.erase?.(gone.userId, now);
    await personUpkeep.erase?.(gone.userId, now);
    expect(await exportedBy(personUpkeep, gone.userId)).toEqual({ posts: [], comments: [], marks: [] });
    await expect(getPost(anyone, own.id, at(5))).rejects.toEqual(refused('NOT_FOUND'));
    expect((await comments(anyone, other)).map(({ id, deleted }) => ({ id, deleted }))).toEqual([
      { id: answered.id, deleted: true },
    ]);
    expect(plain.id).not.toBe(answered.id);
    expect((await getPost(anyone, other.id as PostId, at(5))).counts.comments).toBe(1);
  });
});

it('everything that was written is as its rows say', async () => {
  await drainCounts();
  const userIds = Object.values(people).map(({ userId }) => userId);
  const posts = (await Promise.all(['ann', 'ben', 'dee'].map((user) => listUserPosts(people.ann, user, { limit: 100 }, at(9)))))
    .flatMap(({ items }) => items)
    .map(({ id }) => id);
  expect(posts.length).toBeGreaterThan(5);
  const audits = [
    personUpkeep.audit(userIds, at(9)),
    postUpkeep.audit(posts, at(9)),
    pickCountersUpkeep.audit([annsPick], at(9)),
  ];
  expect((await Promise.all(audits)).flat()).toEqual([]);
});
