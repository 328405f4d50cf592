import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '#actor';
import { system } from '#actor';
import {
  commentOn,
  createPost,
  deletePost,
  editComment,
  editPost,
  getPost,
  itemRef,
  listComments,
  listUserPosts,
  visibleItems,
} from '#core/content';
import { followUser } from '#core/graph';
import { listReports, moderationUpkeep, reportSubject, sweepReports } from '#core/moderation';
import { getPick, placePick } from '#core/picks';
import { loadUser, updateMe } from '#core/users';
import { newId } from '#platform/ids';
import type { PickId, PostId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { postEntity } from '../../core/content/post.entity.ts';
import { reportCaseEntity } from '../../core/moderation/report-case.entity.ts';
import { DAY, kept, later, lost, many, now, refused, tag } from '../support/bettors.ts';
import { exportedBy } from '../support/exported.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';
import { caseOf, decide, max, mo, withDesk } from '../support/moderators.ts';
import { differencesIn } from '../support/upkeep.ts';

const log = vi.hoisted(() => ({ counted: [] as [string, number][] }));
vi.mock('#platform/log', async (original) => ({
  ...(await original<typeof import('#platform/log')>()),
  count: (metric: string, value = 1) => void log.counted.push([metric, value]),
}));

withDesk();

let reporters: User[];
beforeAll(async () => {
  reporters = [];
  while (reporters.length < 10) reporters.push(await someone());
});
/** Somebody whose account is no longer young. */
const someone = () => bettor(`m_${tag()}x`, later(-3 * DAY));
const one = (n = 0) => reporters[n] as User;

const pickOf = async (user: User, words: object = { analysis: 'A sure thing. Pay me.' }): Promise<PickId> => {
  const eventId = await storedGame('nfl', later(2 * DAY));
  return (await placePick(user, PlacePick.body.parse({ ...singleBody(eventId), ...words }), undefined, now)).id as PickId;
};
const postOf = async (user: User, text: string, more: object = {}): Promise<PostId> =>
  (await createPost(user, CreatePost.body.parse({ kind: 'text', text, ...more }), undefined, now)).id;
const commentBy = async (user: User, id: PostId, text: string, at = now) =>
  (await commentOn(user, itemRef('post', id), { body: { text, mentions: [] }, key: undefined }, at)).id;
const comments = async (viewer: User, id: PostId) =>
  (await listComments(viewer, itemRef('post', id), { order: 'oldest', limit: 20 }, now)).items.map(
    ({ text, deleted, hidden }) => ({
      ...{ text, deleted, hidden },
    }),
  );
type Report = Parameters<typeof reportSubject>[1];
const report = (by: User, subject: Report['subject'], reason: Report['reason'] = 'scam', at = now, note?: string) =>
  reportSubject(by, { subject, reason, note }, at);

describe('a report', () => {
  it('is one while its case is open, keeps what was reported, and never shows the reporter', async () => {
    const mal = await someone();
    const id = await pickOf(mal);
    const subject = { type: 'pick', id } as const;
    expect(await report(one(), subject, 'scam', now, 'He took my money.')).toMatchObject({ happened: 'recorded' });
    expect(await report(one(), subject, 'spam', later(5))).toMatchObject({ happened: 'already_open', reason: 'scam' });
    const found = await caseOf(id);
    expect(found).toMatchObject({
      reporters: 1,
      reasons: [{ reason: 'scam', count: 1 }],
      copies: [{ text: 'A sure thing. Pay me.', revision: 1 }],
      notes: [{ reason: 'scam', note: 'He took my money.' }],
      owner: { id: mal.userId },
    });
    expect(JSON.stringify(found)).not.toContain(one().userId);
  });

  it('of ten people at once is ten reports in one case, and hides nothing', async () => {
    const mal = await someone();
    const id = await pickOf(mal);
    const tries = await many(10, (i) => report(one(i), { type: 'pick', id }, i < 5 ? 'spam' : 'hate'));
    expect(kept(tries)).toHaveLength(10);
    expect(await caseOf(id)).toMatchObject({ reporters: 10, severity: 2, weight: 5, copies: [{}] });
    expect((await getPick(one(), id, now)).analysis).toBe('A sure thing. Pay me.');
    expect(await differencesIn({ case: [(await caseOf(id)).id] }, now)).toEqual([]);
  });

  it('of the same person ten times at once is one', async () => {
    const mal = await someone();
    const tries = await many(10, () => report(one(), { type: 'user', id: mal.userId }, 'spam'));
    expect(
      kept(tries)
        .map(({ happened }) => happened)
        .toSorted()
        .slice(8),
    ).toEqual(['already_open', 'recorded']);
    expect(await caseOf(mal.userId)).toMatchObject({ reporters: 1 });
  });

  it('is refused of oneself, of nobody, and after the day’s limit', async () => {
    const [ann, bob] = [await bettor(`m_${tag()}x`, now), await someone()];
    const gone = '0190a000-0000-7000-8000-00000000dead';
    await expect(report(ann, { type: 'user', id: ann.userId })).rejects.toEqual(refused('INVALID_INPUT', { field: 'subject' }));
    for (const type of ['user', 'pick'] as const)
      await expect(report(ann, { type, id: gone })).rejects.toEqual(refused('NOT_FOUND'));
    for (let i = 0; i < 5; i++) await report(ann, { type: 'user', id: one(i).userId }, 'other');
    await expect(report(ann, { type: 'user', id: bob.userId }, 'other')).rejects.toEqual(refused('RATE_LIMITED'));
  });
});

describe('the list of cases', () => {
  it('has severity before number, and of one severity those whose reporters were right before', async () => {
    const [loud, grave, trusted] = [await someone(), await someone(), await someone()];
    for (let i = 0; i < 4; i++) await report(one(i), { type: 'user', id: loud.userId }, 'sexual');
    await report(one(4), { type: 'user', id: grave.userId }, 'self_harm');
    const [right, wrong] = [await someone(), await someone()];
    for (const [by, action] of [
      [right, 'ban'],
      [wrong, 'dismiss'],
    ] as const) {
      const mal = await someone();
      await report(by, { type: 'user', id: mal.userId }, 'spam');
      await decide(mo, (await caseOf(mal.userId)).id, action, action === 'ban' ? { scope: 'posting' } : {});
    }
    await report(right, { type: 'user', id: trusted.userId }, 'illegal');
    const doubted = await someone();
    await report(wrong, { type: 'user', id: doubted.userId }, 'illegal');
    const order = (await listReports(mo, { status: 'open', limit: 100 }, now)).items.map(({ subject }) => subject.id);
    const places = [grave, loud, trusted, doubted].map(({ userId }) => order.indexOf(userId));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('has pages, and a cursor of one list is refused by the other', async () => {
    const first = await listReports(mo, { status: 'open', limit: 1 }, now);
    const second = await listReports(mo, { status: 'open', limit: 1, cursor: first.cursor ?? '' }, now);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
    await expect(listReports(mo, { status: 'decided', limit: 1, cursor: first.cursor ?? '' }, now)).rejects.toEqual(
      refused('INVALID_INPUT', { field: 'cursor' }),
    );
  });
});

describe('a decision', () => {
  it('hides the words of a pick, which counts on, and shows them again', async () => {
    const mal = await someone();
    const id = await pickOf(mal, { analysis: 'Vile.', book: 'Vile Book' });
    await report(one(), { type: 'pick', id }, 'hate');
    const { id: caseId } = await caseOf(id);
    await expect(decide({ ...one(), role: 'moderator' }, caseId, 'hide')).rejects.toEqual(refused('FORBIDDEN'));
    await expect(decide({ ...mal, role: 'moderator' }, caseId, 'dismiss')).rejects.toEqual(refused('FORBIDDEN'));
    expect(await decide(mo, caseId, 'hide')).toMatchObject({ happened: 'recorded' });
    expect(await decide(max, caseId, 'hide')).toMatchObject({ happened: 'unchanged' });
    const hidden = await getPick(one(1), id, now);
    expect([hidden.analysis, hidden.book, hidden.revisions[0]?.analysis]).toEqual([null, null, null]);
    expect(hidden.stakeUnits).toBe('2');
    const own = await getPick(mal, id, now);
    expect([hidden.wordsHidden, own.wordsHidden, own.analysis, own.book]).toEqual([false, true, 'Vile.', 'Vile Book']);
    await expect(decide(max, caseId, 'dismiss')).rejects.toEqual(refused('CONFLICT', { action: 'hide' }));
    await decide(max, caseId, 'restore', {}, later(1));
    expect(await getPick(one(1), id, now)).toMatchObject({ analysis: 'Vile.', book: 'Vile Book' });
    expect((await caseOf(id, 'decided')).decisions.map(({ action }) => action)).toEqual(['hide', 'restore']);
    expect(await report(one(), { type: 'pick', id }, 'hate')).toMatchObject({ happened: 'recorded' });
    expect(await differencesIn({ case: [caseId, (await caseOf(id)).id] }, now)).toEqual([]);
  });

  it('hides a post from everybody but its author, who is told so and cannot change it', async () => {
    const [mal, ann] = [await someone(), one()];
    const long = 'Vile. '.repeat(300).trim();
    const id = await postOf(mal, long);
    expect(await report(ann, { type: 'post', id }, 'hate', now, 'Read it.')).toMatchObject({ happened: 'recorded' });
    const found = await caseOf(id);
    expect(found).toMatchObject({ owner: { id: mal.userId }, copies: [{ text: long, revision: 1 }] });
    expect(JSON.stringify(found)).not.toContain(ann.userId);
    await decide(mo, found.id, 'hide');
    const item = itemRef('post', id);
    const list = (viewer: User) => listUserPosts(viewer, mal.userId, { limit: 20 }, now);
    for (const refusedCall of [
      () => getPost(ann, id, now),
      () => comments(ann, id),
      () => commentBy(mal, id, 'Why?'),
      () => report(one(1), { type: 'post', id }),
    ])
      await expect(refusedCall()).rejects.toEqual(refused('NOT_FOUND'));
    expect((await list(ann)).items).toEqual([]);
    for (const viewer of [ann, mal]) expect((await visibleItems(viewer, [item], now)).views).toEqual([null]);
    expect(await getPost(mal, id, now)).toMatchObject({ hidden: true, text: long });
    expect((await list(mal)).items).toMatchObject([{ id, hidden: true }]);
    const edit = () => editPost(mal, id, { text: 'Kind.', mentions: [], revision: 1 }, now);
    await expect(edit()).rejects.toEqual(refused('FORBIDDEN'));
    await decide(max, found.id, 'restore', {}, later(1));
    expect(await getPost(ann, id, now)).toMatchObject({ hidden: false, text: long });
    expect(await differencesIn({ case: [found.id] }, now)).toEqual([]);
    expect(await edit()).toMatchObject({ revision: 2 });
  });

  it('hides a comment, with its author banned in the same write, and shows it again', async () => {
    const [mal, ann] = [await someone(), one()];
    const id = await postOf(ann, 'What do you think?');
    const comment = await commentBy(mal, id, 'Vile.');
    await commentBy(ann, id, 'Well.', later(1));
    const { id: caseId } = await report(ann, { type: 'comment', id: comment }, 'hate').then(() => caseOf(comment));
    await decide(mo, caseId, 'ban', { scope: 'posting' });
    expect((await loadUser(mal.userId))?.postingBan).toBeDefined();
    expect(await comments(one(1), id)).toEqual([{ text: 'Well.', deleted: false, hidden: false }]);
    expect(await comments(mal, id)).toMatchObject([{ text: 'Vile.', deleted: false, hidden: true }, { text: 'Well.' }]);
    await expect(editComment(mal, comment, { text: 'Kind.', mentions: [] }, now)).rejects.toEqual(refused('FORBIDDEN'));
    await expect(report(one(1), { type: 'comment', id: comment })).rejects.toEqual(refused('NOT_FOUND'));
    await decide(max, caseId, 'restore', {}, later(1));
    expect(await comments(one(1), id)).toMatchObject([{ text: 'Vile.', hidden: false }, { text: 'Well.' }]);
    expect((await loadUser(mal.userId))?.postingBan).toBeUndefined();
    expect(await differencesIn({ case: [caseId] }, now)).toEqual([]);
  });

  it('on a post that its author deletes meanwhile is recorded, and the same refusal is for all posts that are not seen', async () => {
    const [mal, fan] = [await someone(), await someone()];
    await followUser(fan, mal.userId, now);
    const id = await postOf(mal, 'For friends.', { visibility: 'followers' });
    const gone = await postOf(one(2), 'Gone.');
    await deletePost(one(2), gone, now);
    const refusals = await Promise.all(
      [id, gone, newId<PostId>(now)].map((of) => report(one(), { type: 'post', id: of }).catch((error) => error)),
    );
    expect(new Set(refusals.map(({ code, message, details }) => JSON.stringify({ code, message, details }))).size).toBe(1);
    expect(refusals[0]).toEqual(refused('NOT_FOUND'));
    await report(fan, { type: 'post', id }, 'spam');
    const { id: caseId } = await caseOf(id);
    await deletePost(mal, id, now);
    expect(await decide(mo, caseId, 'hide')).toMatchObject({ happened: 'recorded' });
    expect(await differencesIn({ case: [caseId] }, now)).toEqual([]);
  });

  it('of two moderators at once is one, and the other is told so', async () => {
    const mal = await someone();
    await report(one(), { type: 'user', id: mal.userId }, 'spam');
    const { id } = await caseOf(mal.userId);
    const tries = await Promise.allSettled([decide(mo, id, 'dismiss'), decide(max, id, 'ban')]);
    expect([kept(tries).length, lost(tries)]).toEqual([1, ['CONFLICT']]);
    expect((await caseOf(mal.userId, 'decided')).decisions).toHaveLength(1);
    await expect(decide(mo, id, 'hide')).rejects.toEqual(refused('CONFLICT'));
  });

  it('bans in the same write, for as long as it says, and a restoring lifts that ban and no other', async () => {
    const mal = await someone();
    await report(one(), { type: 'user', id: mal.userId }, 'scam');
    const { id } = await caseOf(mal.userId);
    await expect(decide(mo, id, 'ban', { until: now.toISOString() })).rejects.toEqual(
      refused('INVALID_INPUT', { field: 'until' }),
    );
    await expect(decide(mo, id, 'hide')).rejects.toEqual(refused('INVALID_INPUT', { field: 'action' }));
    await decide(mo, id, 'ban', { until: later(DAY).toISOString() });
    expect(await loadUser(mal.userId)).toMatchObject({ ban: { number: 1, endsAt: later(DAY).toISOString() }, bans: 1 });
    await decide(max, id, 'restore', {}, later(1));
    expect((await loadUser(mal.userId))?.ban).toBeUndefined();
    expect(await differencesIn({ case: [id] }, now)).toEqual([]);
  });
});

describe('a case of a scam', () => {
  it('that waits for a day is counted for the alarm, and one that was decided is not', async () => {
    const [old, fresh, spam] = [await someone(), await someone(), await someone()];
    const before = await sweepReports(system('sweep-reports'), later(60_000));
    await report(one(7), { type: 'user', id: old.userId }, 'underage', later(-1 - DAY));
    await report(one(8), { type: 'user', id: fresh.userId }, 'scam', later(1 - DAY));
    await report(one(9), { type: 'user', id: spam.userId }, 'self_harm', later(-1 - DAY));
    log.counted.length = 0;
    const { unseen } = await sweepReports(system('sweep-reports'), now);
    expect(unseen).toBe(before.unseen + 1);
    expect(log.counted).toContainEqual(['report.unseen', unseen]);
    await decide(mo, (await caseOf(old.userId)).id, 'dismiss');
    expect((await sweepReports(system('sweep-reports'), now)).unseen).toBe(before.unseen);
  });
});

describe('the upkeep of cases', () => {
  it('finds and repairs numbers that do not follow from the reports', async () => {
    const mal = await someone();
    await report(one(), { type: 'user', id: mal.userId }, 'spam', later(-2 * DAY));
    const { id: caseId } = await caseOf(mal.userId);
    await reportCaseEntity().patch({ caseId }).set({ reporters: 7, weight: 1, order: '5.1' }).go();
    const wrong = (await differencesIn({ case: [caseId] }, now)).map(({ field }) => field);
    expect(wrong.toSorted()).toEqual(['order', 'reporters', 'weight']);
    expect(await moderationUpkeep.repair?.(caseId, now)).toHaveLength(1);
    expect(await differencesIn({ case: [caseId] }, now)).toEqual([]);
  });

  it('finds what is not hidden or shown as the newest decision on any of its cases says', async () => {
    const mal = await someone();
    const id = await postOf(mal, 'Vile.');
    const hiddenAt = () =>
      postEntity()
        .get({ postId: id })
        .go({ consistent: true })
        .then(({ data }) => data?.hiddenAt);
    await report(one(), { type: 'post', id }, 'hate');
    const first = (await caseOf(id)).id;
    await decide(mo, first, 'hide', {}, later(1));
    await postEntity().patch({ postId: id }).remove(['hiddenAt']).go();
    expect(await differencesIn({ case: [first] }, now)).toEqual([
      { of: `post ${id}`, field: 'hiddenAt', is: null, should: later(1).toISOString() },
    ]);
    await moderationUpkeep.repair?.(first, now);
    expect(await hiddenAt()).toBe(later(1).toISOString());
    await decide(max, first, 'restore', {}, later(2));
    await report(one(), { type: 'post', id }, 'hate');
    const second = (await caseOf(id)).id;
    await decide(mo, second, 'hide', {}, later(3));
    expect(await differencesIn({ case: [first, second] }, now)).toEqual([]);
    await postEntity().patch({ postId: id }).remove(['hiddenAt']).go();
    expect((await differencesIn({ case: [second] }, now)).map(({ field }) => field)).toEqual(['hiddenAt']);
    await moderationUpkeep.repair?.(second, now);
    expect(await hiddenAt()).toBe(later(3).toISOString());
    expect(await differencesIn({ case: [first, second] }, now)).toEqual([]);
  });

  it('forgets a reporter, and what an erased owner wrote; an export has what is theirs', async () => {
    const [mal, ann] = [await someone(), await someone()];
    await updateMe(mal, { bio: `secret ${tag()}` }, now);
    await report(ann, { type: 'user', id: mal.userId }, 'spam', now, 'A note.');
    const { id: caseId } = await caseOf(mal.userId);
    await decide(mo, caseId, 'ban', { scope: 'posting' });
    expect(await exportedBy(moderationUpkeep, ann.userId)).toMatchObject({ reported: [{ caseId, note: 'A note.' }] });
    const exported = JSON.stringify(await exportedBy(moderationUpkeep, mal.userId));
    expect(exported).toContain('"action":"ban"');
    for (const { userId } of [ann, mo]) expect(exported).not.toContain(userId);
    for (let i = 0; i < 2; i++) await moderationUpkeep.erase?.(ann.userId, now);
    await moderationUpkeep.erase?.(mal.userId, now);
    const left = await caseOf(mal.userId, 'decided');
    expect(left).toMatchObject({ reporters: 1, copies: [], notes: [{ note: null }] });
    expect(await exportedBy(moderationUpkeep, ann.userId)).toMatchObject({ reported: [] });
    expect(await differencesIn({ case: [caseId] }, now)).toEqual([]);
  });
});
