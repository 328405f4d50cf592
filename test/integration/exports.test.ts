import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { getExport, requestExport } from '#core/privacy';
import { PERSONAL_DOMAINS } from '#core/upkeep';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { newPostPart, postById } from '../../core/content/post.store.ts';
import { keysUnder } from '../../core/media/storage.ts';
import { Delivery } from '../../core/notifications/delivery.ts';
import { exportsBucket } from '../../core/privacy/buckets.ts';
import { privacyDomain } from '../../core/privacy/personal-domain.ts';
import { runExport } from '../../core/privacy/run-export.ts';
import { actorOf, DAY, join, kept, lost, many, refused } from '../support/bettors.ts';
import { taken } from '../support/codes.ts';
import { deaths } from '../support/deaths.ts';
import { diesAt } from '../support/dies-at.ts';
import { later, now, person, privacyGround, work } from '../support/make/canary-person.ts';
import { unzip } from '../support/unzip.ts';

/** Somebody asks for everything that is kept of them. */

beforeAll(privacyGround);
beforeEach(() => taken('LOW_QUEUE_URL'));

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
        // A new row stands before the line with which the file ended.
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
