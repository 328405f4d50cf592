import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { createPost } from '#core/content';
import { followUser, getProfile } from '#core/graph';
import { tokenClaims, verifyCode } from '#core/identity';
import { pickUpkeep, placePick } from '#core/picks';
import {
  cancelDeletion,
  deleteByCode,
  deleteMe,
  endLegalHold,
  eraseAgain,
  getExport,
  PrivacyTask,
  placeLegalHold,
  requestExport,
  runPrivacyTask,
  startPrivacyTasks,
} from '#core/privacy';
import { statsOf } from '#core/stats';
import { PERSONAL_DOMAINS } from '#core/upkeep';
import { loadUser, newUserPart, updateMe, userUpkeep } from '#core/users';
import { connection } from '#data/connection';
import { transact } from '#data/transaction';
import { env } from '#platform/env';
import { newId } from '#platform/ids';
import type { EventId, PickId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { newPostPart, postById } from '../../core/content/post.store.ts';
import { keysUnder } from '../../core/media/storage.ts';
import { Delivery } from '../../core/notifications/delivery.ts';
import { exportsBucket } from '../../core/privacy/buckets.ts';
import { deletionOf } from '../../core/privacy/deletion.store.ts';
import { privacyDomain } from '../../core/privacy/personal-domain.ts';
import { runExport } from '../../core/privacy/run-export.ts';
import { actorOf, codeFor, DAY, email, identityGround, join, kept, lost, mail, many, refused, tag } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { makeQueue, taken } from '../support/codes.ts';
import { deaths } from '../support/deaths.ts';
import { diesAt } from '../support/dies-at.ts';
import { groupOf, say } from '../support/make/conversations.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone } from '../support/make/users.ts';
import { mint } from '../support/mint.ts';
import { unzip } from '../support/unzip.ts';

/** Somebody asks for everything that is kept of them, and for its deletion. */

/** The clock on the wall: the emulator compares a signed address with it. */
const now = new Date();
const later = (ms: number) => new Date(now.getTime() + ms);
let game: EventId;

beforeAll(async () => {
  await identityGround();
  await newBuckets();
  await makeQueue('PRIVACY_QUEUE_URL');
  game = await storedGame('nfl', later(99 * DAY), { seenAt: later(-DAY) });
});
beforeEach(() => taken('LOW_QUEUE_URL'));

/** Somebody whose every word is a canary, with a pick, a post, a follow and a message, and somebody who answers. */
async function person() {
  const canary = `Zz${tag()}`;
  const address = mail(canary.toLowerCase());
  const session = await join(address);
  const [ann, ben] = [actorOf(session), actorOf(await join())];
  await updateMe(ann, { displayName: `${canary} Name`, bio: `${canary} bio` }, now);
  const body = PlacePick.body.parse(singleBody(game, { analysis: `${canary} analysis. ${'Long. '.repeat(300)}` }));
  const { id: pickId } = await placePick(ann, body, undefined, now);
  const { id: postId } = await createPost(ann, CreatePost.body.parse({ kind: 'text', text: `${canary} post` }), undefined, now);
  await followUser(ann, ben.userId, now);
  const { id: group } = await groupOf(ann, [ben], now);
  await say(ann, group, `${canary} message`, now);
  await say(ben, group, 'Words of somebody else', now);
  return { canary, ann, ben, address, handle: session.user.handle, pickId: pickId as PickId, postId, group };
}

/** The rows of the table, as text, that contain something. */
async function rowsWith(text: string): Promise<string[]> {
  const found: string[] = [];
  const { client } = connection();
  for await (const { Items = [] } of paginateScan(
    { client: client as never },
    { TableName: env('TABLE_NAME'), ConsistentRead: true },
  ))
    found.push(...Items.map((row) => JSON.stringify(row)).filter((row) => row.toLowerCase().includes(text.toLowerCase())));
  return found;
}

/** Does all that the job starts which runs every 15 minutes. @returns the tasks of this person */
async function work(user: User, at: Date): Promise<PrivacyTask[]> {
  await taken('PRIVACY_QUEUE_URL');
  await startPrivacyTasks(system('test'), at);
  const tasks = (await taken('PRIVACY_QUEUE_URL')).map((body) => PrivacyTask.parse(JSON.parse(body)));
  const own = tasks.filter(({ userId }) => userId === user.userId);
  for (const task of own) await runPrivacyTask(task, PERSONAL_DOMAINS, at);
  return own;
}

/** Writes another post of the author of one, whatever limits there are. */
async function writePost(like: string, text: string): Promise<void> {
  const post = (await postById(like)) as NonNullable<Awaited<ReturnType<typeof postById>>>;
  await transact({ post: newPostPart({ ...post, postId: newId(now), text }, { text, mentions: [] }) });
}

type Unzipped = ReadonlyMap<string, Buffer>;

/** The files of an export that is ready. */
async function filesOf(user: User, at: Date): Promise<Unzipped[]> {
  const { state, files } = await getExport(user, at);
  expect(state).toBe('ready');
  return Promise.all(
    files.map(async ({ url, bytes }) => {
      const reply = await fetch(url);
      expect(reply.status).toBe(200);
      const zip = Buffer.from(await reply.arrayBuffer());
      expect(zip.length).toBe(bytes);
      return unzip(zip);
    }),
  );
}

/**
 * Has the words of `person()` and none of others, every path once, and in each file the schemas of its lists, whose fields are those of their rows.
 * @returns all text
 */
function expectWhole(files: readonly Unzipped[], canary: string): string {
  const text = files.flatMap((file) => [...file].map(([path, bytes]) => `${path}\n${bytes}`)).join('\n');
  for (const word of ['Name', 'bio', 'analysis', 'post', 'message']) expect(text).toContain(`${canary} ${word}`);
  expect(text).not.toContain('Words of somebody else');
  const paths = files.flatMap((file) => [...file.keys()]);
  expect(paths.length).toBe(new Set(paths).size);
  expect(paths.filter((path) => path.endsWith('.ndjson')).length).toBeGreaterThan(20);
  for (const file of files)
    for (const [path, bytes] of file) {
      if (!path.endsWith('.ndjson')) continue;
      const schema = JSON.parse(String(file.get(path.replace('.ndjson', '.schema.json'))));
      for (const line of String(bytes).split('\n').filter(Boolean))
        expect(Object.keys(schema.properties ?? {}), path).toEqual(expect.arrayContaining(Object.keys(JSON.parse(line))));
    }
  return text;
}

/** Each text is the newest one of one post. */
function expectOnce(files: readonly Unzipped[], texts: readonly string[]): void {
  const posts = files.flatMap((file) =>
    [...file].flatMap(([path, bytes]) => (/^marks\/posts.*ndjson$/.test(path) ? String(bytes).split('\n').filter(Boolean) : [])),
  );
  const found = posts.map((line) => (JSON.parse(line) as { texts: [{ text: string }] }).texts[0].text);
  expect(texts.map((text) => found.filter((one) => one === text).length)).toEqual(texts.map(() => 1));
}

/** Tries to sign in by mail. */
const signIn = async (address: string, at: Date) =>
  verifyCode(anyone, { ...email(address), ...(await codeFor(address, at)) }, at);
const deletingOf = async (address: string, at: Date) => {
  const error = (await signIn(address, at).catch((thrown) => thrown)) as {
    code: string;
    details: { cancelToken: string; erasesAt: string };
  };
  expect(error.code).toBe('ACCOUNT_DELETING');
  return error.details;
};

describe('an export', () => {
  it('has every row about the person and no words of others, and is told when it is ready', async () => {
    const { canary, ann, pickId, postId } = await person();
    expect(await requestExport(ann, now)).toMatchObject({ state: 'waiting', files: [] });
    await expect(requestExport(ann, now)).rejects.toEqual(refused('CONFLICT'));
    expect(await work(ann, now)).toEqual([{ userId: ann.userId, task: 'export' }]);
    const files = await filesOf(ann, now);
    expect(files).toHaveLength(1);
    const text = expectWhole(files, canary);
    for (const id of [pickId, postId]) expect(text).toContain(id);
    const told = (await taken('LOW_QUEUE_URL')).map((body) => Delivery.parse(JSON.parse(body)));
    expect(told.filter((one) => one.task === 'tell' && one.kind === 'export-ready')).toHaveLength(1);
  });

  describe('of many rows', () => {
    const texts = Array.from({ length: 30 }, (_, i) => `Post ${i}. ${'Long. '.repeat(20)}`);
    let someone: Awaited<ReturnType<typeof person>>;
    beforeAll(async () => {
      someone = await person();
      for (const text of texts) await writePost(someone.postId, text);
    });

    it('is cut into files of a bounded size, between the rows of a list', async () => {
      const { canary, ann } = someone;
      await requestExport(ann, now);
      const most = 20_000;
      expect(await runExport(ann.userId, PERSONAL_DOMAINS, now, { most })).toBe(true);
      const files = await filesOf(ann, now);
      expect(files.length).toBeGreaterThan(1);
      expectWhole(files, canary);
      expectOnce(files, texts);
      for (const file of files) expect([...file.values()].reduce((sum, { length }) => sum + length, 0)).toBeLessThan(most * 1.2);
    });

    it('goes on in the next run when one has no time left, and has what was there, once', async () => {
      const { canary, ann, postId } = someone;
      await requestExport(ann, later(1));
      let runs = 0;
      /** Each run has time for some 15 lines. */
      const run = () => {
        let asked = 0;
        return runExport(ann.userId, PERSONAL_DOMAINS, later(++runs), { isOver: () => ++asked > 15 });
      };
      for (let isWhole = false; !isWhole; isWhole = await run()) {
        const { state, files } = await getExport(ann, now);
        expect([state, files]).toEqual(['waiting', []]);
        // What is new stands before the line with which the file ended.
        await writePost(postId, `Later ${runs}`);
      }
      const files = await filesOf(ann, later(runs));
      expect([files.length, runs > 2]).toEqual([runs, true]);
      expectWhole(files, canary);
      expectOnce(files, texts);
    });
  });

  it('of somebody who is erased while it is written leaves no file', async () => {
    const { ann } = await person();
    await requestExport(ann, now);
    const dying = PERSONAL_DOMAINS.map((domain) =>
      domain.name === 'users' ? { ...domain, export: () => privacyDomain.erase?.(ann.userId, now).then(() => ({})) } : domain,
    );
    await runExport(ann.userId, dying as typeof PERSONAL_DOMAINS, now, { most: 5_000 }).catch(() => {});
    expect(await keysUnder(exportsBucket(), `${ann.userId}/`)).toEqual([]);
  });

  it('is one of ten at once, four in 30 days, and gone after 7 days', async () => {
    const ann = actorOf(await join());
    const tries = await many(10, () => requestExport(ann, now));
    expect([kept(tries).length, new Set(lost(tries))]).toEqual([1, new Set(['CONFLICT'])]);
    await work(ann, now);
    for (let i = 1; i < 4; i++) {
      await requestExport(ann, later(i * 1_000));
      await work(ann, later(i * 1_000));
    }
    await expect(requestExport(ann, later(10_000))).rejects.toEqual(refused('LIMIT_REACHED'));
    expect(await getExport(ann, later(8 * DAY))).toMatchObject({ state: 'expired', files: [] });
    expect((await requestExport(ann, later(31 * DAY))).state).toBe('waiting');
    await expect(getExport(actorOf(await join()), now)).rejects.toEqual(refused('NOT_FOUND'));
  });
});

describe('a deletion', () => {
  it('hides the person at once, and is cancelled by nothing but the token of a sign-in', async () => {
    const { canary, ann, ben, address, handle } = await person();
    const seen = () => getProfile(ben, handle, statsOf, now);
    expect((await seen()).displayName).toBe(`${canary} Name`);
    const tries = await many(10, () => deleteMe(ann, 'after-grace', now));
    expect([kept(tries), new Set(lost(tries))]).toEqual([[{ erasesAt: later(14 * DAY).toISOString() }], new Set(['CONFLICT'])]);
    await expect(seen()).rejects.toEqual(refused('NOT_FOUND'));
    await expect(tokenClaims(ann.userId, now)).rejects.toThrow('being deleted');
    expect(await userUpkeep.audit([ann.userId], now)).toEqual([]);
    expect(await work(ann, later(13 * DAY))).toEqual([]);
    const { cancelToken, erasesAt } = await deletingOf(address, later(13 * DAY));
    expect(erasesAt).toBe(later(14 * DAY).toISOString());
    await expect(cancelDeletion(anyone, `${cancelToken}x`, later(13 * DAY))).rejects.toEqual(refused('NOT_FOUND'));
    await cancelDeletion(anyone, cancelToken, later(13 * DAY));
    expect((await seen()).displayName).toBe(`${canary} Name`);
    expect(await userUpkeep.audit([ann.userId], now)).toEqual([]);
    expect(await signIn(address, later(13 * DAY))).toMatchObject({ status: 'signed_in' });
    expect(await work(ann, later(15 * DAY))).toEqual([]);
    await expect(cancelDeletion(anyone, cancelToken, later(13 * DAY))).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('leaves no word of the person in the table, keeps their record countable, and others keep their conversation', async () => {
    const { canary, ann, ben, address, pickId } = await person();
    await requestExport(ann, now);
    await work(ann, now);
    await deleteMe(ann, 'after-grace', now);
    const after = later(14 * DAY + 1_000);
    expect(await work(ann, after)).toHaveLength(1);
    expect(await rowsWith(canary)).toEqual([]);
    expect(await rowsWith(address)).toEqual([]);
    expect(mint.users.has(ann.userId)).toBe(false);
    expect([await loadUser(ann.userId), await deletionOf(ann.userId)]).toEqual([null, null]);
    expect(await pickUpkeep.audit([pickId], after)).toEqual([]);
    expect((await rowsWith('Words of somebody else')).length).toBeGreaterThan(0);
    expect(await loadUser(ben.userId)).not.toBeNull();
    await expect(getExport(ann, after)).rejects.toEqual(refused('NOT_FOUND'));
    expect(await work(ann, later(16 * DAY))).toEqual([]);
    expect(await signIn(address, after)).toMatchObject({ status: 'registration_required' });
  });

  it('goes by a code without a session, also at once, and the erasure takes the token of a cancelling its force', async () => {
    const address = mail('ann');
    const ann = actorOf(await join(address));
    const proven = async (at: Date) => ({ ...email(address), ...(await codeFor(address, at)) });
    expect(await deleteByCode(anyone, { ...(await proven(now)), when: 'at-once' }, now)).toEqual({
      erasesAt: later(900_000).toISOString(),
    });
    await expect(deleteByCode(anyone, { ...(await proven(now)), when: 'at-once' }, now)).rejects.toEqual(refused('CONFLICT'));
    const { cancelToken } = await deletingOf(address, later(3_700_000));
    await expect(cancelDeletion(anyone, cancelToken, later(3_700_000))).rejects.toEqual(refused('NOT_FOUND'));
    expect(await work(ann, later(3_700_000))).toHaveLength(1);
    expect(await loadUser(ann.userId)).toBeNull();
    const nobody = mail('nobody');
    const code = await codeFor(nobody);
    await expect(deleteByCode(anyone, { ...email(nobody), ...code, when: 'at-once' }, now)).rejects.toEqual(refused('NOT_FOUND'));
    await expect(deleteByCode(anyone, { ...email(nobody), ...code, when: 'at-once' }, now)).rejects.toEqual(
      refused('CODE_EXPIRED'),
    );
  });

  it('waits for the end of a legal hold, which nobody places once it has begun', async () => {
    const ann = actorOf(await join());
    const moderator = actorOf(await join());
    await placeLegalHold(moderator, ann.userId, 'An order of a court.', now);
    await deleteMe(ann, 'at-once', now);
    expect(await work(ann, later(3_600_000))).toHaveLength(1);
    expect([(await loadUser(ann.userId)) !== null, (await deletionOf(ann.userId))?.state]).toEqual([true, 'waiting']);
    expect(await work(ann, later(3_700_000))).toEqual([]);
    await endLegalHold(moderator, ann.userId);
    await expect(endLegalHold(moderator, ann.userId)).rejects.toEqual(refused('NOT_FOUND'));
    expect(await work(ann, later(2 * DAY))).toHaveLength(1);
    expect(await loadUser(ann.userId)).toBeNull();
    await expect(placeLegalHold(moderator, ann.userId, 'An order of a court.', now)).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('is done by one of ten messages, and again after a backup was restored', async () => {
    const session = await join();
    const ann = actorOf(session);
    await deleteMe(ann, 'at-once', now);
    const at = later(3_600_000);
    const task = { userId: ann.userId, task: 'erase' as const };
    const before = (await loadUser(ann.userId)) as NonNullable<Awaited<ReturnType<typeof loadUser>>>;
    const done = await many(10, () => runPrivacyTask(task, PERSONAL_DOMAINS, at));
    expect(lost(done)).toEqual([]);
    expect(await loadUser(ann.userId)).toBeNull();
    await transact({ user: newUserPart(before) });
    expect((await eraseAgain(system('test'), at)).people).toBeGreaterThan(0);
    await work(ann, at);
    expect([await loadUser(ann.userId), await deletionOf(ann.userId)]).toEqual([null, null]);
  });

  it('ends as if nothing had happened when the process dies at any of its calls', async () => {
    const { canary, ann, address } = await person();
    await deleteMe(ann, 'at-once', now);
    const task = { userId: ann.userId, task: 'erase' as const };
    let at = later(3_600_000).getTime();
    for (const k of deaths(50)) {
      at += 3_600_000;
      if (!(await diesAt(k, () => runPrivacyTask(task, PERSONAL_DOMAINS, new Date(at))))) break;
    }
    at += 3_600_000;
    await work(ann, new Date(at));
    expect(await rowsWith(canary)).toEqual([]);
    expect(
      await rowsWith(ann.userId).then((rows) =>
        rows.filter((row) => /"__edb_e__":"(user|card|deletion|privacytask|identity)"/.test(row)),
      ),
    ).toEqual([]);
    expect(await signIn(address, new Date(at))).toMatchObject({ status: 'registration_required' });
  });
});

it('an export is whole when the process dies at any of its calls', async () => {
  const { ann, canary } = await person();
  await requestExport(ann, now);
  let at = now.getTime();
  for (const k of deaths(50)) {
    at += 3_600_000;
    // Files of this size are some ten, so that runs stop between them and within one.
    const run = () => runExport(ann.userId, PERSONAL_DOMAINS, new Date(at), { most: 5_000 });
    if (!(await diesAt(k, run))) break;
  }
  const files = await filesOf(ann, new Date(at));
  expect(files.length).toBeGreaterThan(3);
  expectWhole(files, canary);
});
