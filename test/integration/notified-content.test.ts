import { describe, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  commentOn,
  createPost,
  deleteComment,
  deletePost,
  editPost,
  muteThread,
  react,
  unmuteThread,
  unreact,
} from '#core/content';
import { blockUser, followUser, muteUser, ringBell, silenceBell, unfollowUser } from '#core/graph';
import { notificationUpkeep } from '#core/notifications';
import { placePick } from '#core/picks';
import { cardsOf, updateMe } from '#core/users';
import { transact } from '#data/transaction';
import { CommentOnPost } from '#schemas/comments';
import type { CommentId, PostId } from '#schemas/common';
import { MOST_MEMBERS } from '#schemas/notifications';
import { PlacePick } from '#schemas/picks';
import { CreatePost, EditPost } from '#schemas/posts';
import { hideTextPart } from '../../core/content/hide-item.ts';
import { notificationEntity } from '../../core/notifications/notification.entity.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { settle } from '../support/settle-social.ts';
import {
  choose,
  frames,
  HOUR,
  later,
  list,
  listenToTellings,
  mobile,
  now,
  open,
  person,
  sent,
  unread,
  withDevice,
} from '../support/tellings.ts';

listenToTellings();

const named = () => person(later(-48 * HOUR));
const people = (count: number) => Promise.all(Array.from({ length: count }, named));
/** A text that begins with the mention of somebody. */
const mentioning = async (who: User) => {
  const at = `@${(await cardsOf([who.userId], now)).get(who.userId)?.handle}`;
  return { text: `${at} look`, mentions: [{ start: 0, end: at.length, userId: who.userId }] };
};
const post = async (as: User, body: object = { text: 'Dogs only.' }, at = now) =>
  (await createPost(as, CreatePost.body.parse({ kind: 'text', ...body }), undefined, at)).id;
const ref = (id: PostId) => ({ type: 'post', id }) as const;
const comment = async (as: User, id: PostId, body: object = { text: 'Yes.' }, at = now): Promise<CommentId> =>
  (await commentOn(as, ref(id), { body: CommentOnPost.body.parse(body), key: undefined }, at)).id;
const kinds = async (who: User) =>
  (await list(who)).map(({ kind, actors, count }) => [kind, ...actors.map(({ id }) => id), count].join(' '));
const differences = async (who: User) =>
  (await notificationUpkeep.audit([who.userId], now)).flatMap((found) => found.differences);

describe('comments', () => {
  it('tell the owner, the author of the parent and whom they mention, each once', async () => {
    const [ann, ben, cas, dee] = (await people(4)) as [User, User, User, User];
    await open(ann);
    const item = await post(ann);
    const first = await comment(ben, item);
    await settle();
    expect(await kinds(ann)).toEqual([`new-comment ${ben.userId} 1`]);
    expect((await list(ann))[0]).toMatchObject({ subject: { type: 'post', id: item, item: null }, items: [] });
    const body = await mentioning(dee);
    const answer = await comment(cas, item, { ...body, parentId: first }, later(1_000));
    await settle(later(1_000), ['social'], 2);
    expect(await kinds(ann), 'one row for the item').toEqual([`new-comment ${cas.userId} ${ben.userId} 2`]);
    expect((await list(ben))[0]).toMatchObject({
      kind: 'reply',
      subject: { type: 'comment', id: first, item: { type: 'post', id: item } },
    });
    expect((await list(dee))[0]).toMatchObject({ kind: 'mention', subject: { type: 'comment', id: answer, item: { id: item } } });
    expect(await kinds(cas)).toEqual([]);
    for (const who of [ann, ben, cas, dee]) expect(await differences(who)).toEqual([]);
    await deleteComment(cas, answer, later(2_000));
    await settle(later(2_000));
    expect([await kinds(ann), await kinds(ben), await kinds(dee)]).toEqual([[`new-comment ${ben.userId} 1`], [], []]);
    expect(frames.length, 'the second one came within ten seconds').toBe(1);
  });

  it('that are hidden leave, and tell nobody when they are shown again', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const item = await post(ann);
    const hidden = await comment(ben, item);
    await comment(cas, item, { text: 'Me too.' }, later(1));
    await open(ann);
    await settle();
    await transact({ hidden: hideTextPart({ type: 'comment', id: hidden }, now.toISOString()) });
    await settle(later(1));
    expect(await kinds(ann)).toEqual([`new-comment ${cas.userId} 1`]);
    await transact({ hidden: hideTextPart({ type: 'comment', id: hidden }, null) });
    await settle(later(30_000));
    expect(await kinds(ann)).toEqual([`new-comment ${ben.userId} ${cas.userId} 2`]);
    expect(frames).toHaveLength(1);
  });

  it('on a muted thread, by a muted or private person, or on a post that is gone tell nobody', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const item = await post(ann);
    await muteThread(ann, ref(item), now);
    await comment(ben, item);
    await settle();
    expect(await kinds(ann)).toEqual([]);
    await unmuteThread(ann, ref(item));
    await muteUser(ann, ben.userId, now);
    await updateMe(cas, { private: true }, now);
    await comment(ben, item, { text: 'Again.' });
    await comment(cas, item, { text: 'From behind.' });
    await settle();
    expect(await kinds(ann)).toEqual([]);
    const other = await post(ann);
    const dee = await named();
    await comment(dee, other);
    await settle();
    expect(await kinds(ann)).toEqual([`new-comment ${dee.userId} 1`]);
    await deletePost(ann, other, later(1));
    await settle(later(1));
    expect(await kinds(ann)).toEqual([]);
  });

  it('tell nobody who has switched them off, and by a blocked person leave the list', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const item = await post(ann);
    await choose(ann, { in_app: false, push: false }, 'new-comment');
    await comment(ben, item);
    await settle();
    expect([await kinds(ann), await unread(ann)]).toEqual([[], 0]);
    await choose(ann, {}, 'new-comment');
    await comment(ben, item, { text: 'Hello?' });
    await settle();
    expect(await kinds(ann)).toEqual([`new-comment ${ben.userId} 1`]);
    await blockUser(ann, ben.userId, later(1));
    expect(await kinds(ann)).toEqual([]);
  });
});

describe('reactions', () => {
  it('are one row for an item, leave when they are taken back, and are never told twice', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    await open(ann);
    await withDevice(ann);
    const item = ref(await post(ann));
    await react(ann, item, 'fire', now);
    await react(ben, item, 'fire', now);
    await react(ben, item, 'up', now);
    await settle(now, ['social'], 2);
    expect(await kinds(ann)).toEqual([`reaction ${ben.userId} 1`]);
    // The message came twice: the second text takes the place of the first.
    expect([...new Set(mobile.texts.map(({ body, tag }) => `${tag} ${body}`))]).toEqual([
      expect.stringMatching(/ reacted to your post\.$/),
    ]);
    await unreact(ben, item, 'up');
    await settle(later(20_000));
    expect(await kinds(ann), 'one of two is left').toEqual([`reaction ${ben.userId} 1`]);
    await unreact(ben, item, 'fire');
    await react(cas, item, 'wow', later(20_000));
    await settle(later(20_000));
    expect(await kinds(ann)).toEqual([`reaction ${cas.userId} 1`]);
    const told = frames.length;
    await react(ben, item, 'fire', later(60_000));
    await settle(later(60_000));
    expect(await kinds(ann)).toEqual([`reaction ${ben.userId} ${cas.userId} 2`]);
    await unreact(ben, item, 'fire');
    await unreact(cas, item, 'wow');
    await settle(later(70_000));
    await react(ben, item, 'fire', later(80_000));
    await settle(later(80_000));
    expect([await kinds(ann), frames.length]).toEqual([[], told]);
    expect(await differences(ann)).toEqual([]);
  });

  it('beyond twenty people are counted by the item', async () => {
    const ann = await named();
    const item = ref(await post(ann));
    for (const who of await people(MOST_MEMBERS + 2)) await react(who, item, 'fire', now);
    await settle();
    const [row, ...others] = await list(ann);
    expect(others).toEqual([]);
    expect([row?.count, row?.actors.length]).toEqual([MOST_MEMBERS + 2, 3]);
  });
});

describe('mentions in a post', () => {
  it('are told once, whatever edits take them out and put them in', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    const item = await post(ann, await mentioning(ben));
    await open(ben);
    await settle();
    expect(await kinds(ben)).toEqual([`mention ${ann.userId} 1`]);
    const edit = async (revision: number, body: object) => {
      await editPost(ann, item, EditPost.body.parse({ revision, ...body }), later(revision * 20_000));
      await settle(later(revision * 20_000));
    };
    await edit(1, { text: 'Nobody.', mentions: [] });
    expect(await kinds(ben)).toEqual([]);
    await edit(2, await mentioning(ben));
    expect([await kinds(ben), frames.length]).toEqual([[], 1]);
  });

  it('that the mentioned person cannot read are not told', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    await post(ann, { ...(await mentioning(ben)), visibility: 'followers' });
    await settle();
    expect(await kinds(ben)).toEqual([]);
  });
});

describe('the bell', () => {
  it('tells of posts and picks, one row for an author, while it is on', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    for (const who of [ben, cas]) await followUser(who, ann.userId, now);
    await settle();
    await ringBell(ben, ann.userId, now);
    const first = await post(ann);
    const game = await storedGame('nfl', later(5 * HOUR));
    const pick = (await placePick(ann, PlacePick.body.parse(singleBody(game)), undefined, now)).id;
    await settle(now, ['social', 'betting'], 2);
    const rows = (await list(ben)).filter(({ kind }) => kind === 'bell');
    expect(rows).toMatchObject([{ subject: { type: 'user', id: ann.userId }, actors: [{ id: ann.userId }], count: 2 }]);
    expect(rows[0]?.items.toSorted((a, b) => (a.type < b.type ? -1 : 1))).toEqual([
      { type: 'pick', id: pick },
      { type: 'post', id: first },
    ]);
    expect(await kinds(cas)).toEqual([]);
    await deletePost(ann, first, later(1));
    await settle(later(1));
    expect((await list(ben))[0]?.items).toEqual([{ type: 'pick', id: pick }]);
    await silenceBell(ben, ann.userId);
    await post(ann, { text: 'Unheard.' });
    await settle(later(2));
    expect((await list(ben))[0]?.count).toBe(1);
    expect(await differences(ben)).toEqual([]);
  });

  it('is off after the follow has ended, and follows again', async () => {
    const [ann, ben] = (await people(2)) as [User, User];
    await followUser(ben, ann.userId, now);
    await ringBell(ben, ann.userId, now);
    await unfollowUser(ben, ann.userId, later(1));
    await followUser(ben, ann.userId, later(2));
    await settle();
    sent.length = 0;
    await post(ann);
    await settle();
    expect(await kinds(ben)).toEqual([]);
  });
});

describe('the audit', () => {
  it('finds members whose fact does not stand, and takes them out', async () => {
    const [ann, ben, cas] = (await people(3)) as [User, User, User];
    const item = await post(ann);
    const gone = await comment(ben, item);
    await comment(cas, item, { text: 'Me too.' });
    await react(ben, ref(item), 'fire', now);
    await settle();
    expect(await differences(ann)).toEqual([]);
    // The records of these two are lost.
    await deleteComment(ben, gone, later(1));
    await unreact(ben, ref(item), 'fire');
    expect((await differences(ann)).map(({ field }) => field)).toEqual(['members', 'members']);
    expect(await notificationUpkeep.repair?.(ann.userId, now)).toHaveLength(2);
    expect([await kinds(ann), await differences(ann)]).toEqual([[`new-comment ${cas.userId} 1`], []]);
    const { data } = await notificationEntity().query.primary({ userId: ann.userId }).go();
    expect(data).toHaveLength(1);
    await settle(later(2));
    expect(await kinds(ann)).toEqual([`new-comment ${cas.userId} 1`]);
  });
});
