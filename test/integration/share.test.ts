import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { blockUser } from '#core/graph';
import { placePick, withdrawPick } from '#core/picks';
import { updateMe } from '#core/users';
import { newId } from '#platform/ids';
import { AppConfig, GetConfig } from '#schemas/app-config';
import type { EventId, PickId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { SharePick, SharePickImage, ShowAppleAssociation, ShowAssetLinks } from '#schemas/share';
import { transact } from '../../core/data/transaction.ts';
import { hiddenWordsPart } from '../../core/picks/pick.store.ts';
import { handler as door } from '../../lambdas/http/share.ts';
import { handler as imageDoor } from '../../lambdas/http/share-images.ts';
import { APP_PART } from '../support/app-part.ts';
import { actorOf, identityGround, join, newIp, now } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';

/** The pages and the pictures of picks, as somebody without the app sees them. */

let ann: User;
let game: EventId;
beforeAll(async () => {
  await identityGround();
  ann = actorOf(await join());
  game = await storedGame('nfl', new Date(now.getTime() + 48 * 3_600_000));
});
beforeEach(() => {
  process.env.REGIONS = '{"*":"US-NJ"}';
});

const pickBy = async (user: User, more: object = {}) =>
  (await placePick(user, PlacePick.body.parse({ ...singleBody(game), ...more }), undefined, now)).id as PickId;
const page = (pickId: string, asked: object = {}) => ask(door, SharePick, { params: { pickId }, ip: newIp(), ...asked });
const picture = (pickId: string, file: string) => ask(imageDoor, SharePickImage, { params: { pickId, file }, ip: newIp() });
const metaOf = (html: string, name: string) => new RegExp(`<meta property="${name}" content="([^"]*)">`).exec(html)?.[1];
const fileIn = (html = '') => (metaOf(html, 'og:image') ?? '').split('/').at(-1) ?? '';

describe('the page of a pick', () => {
  it('has the words of a pick and its picture, and neither price, book, stake nor analysis', async () => {
    const body = { analysis: 'Take it at +150 on DraftKings <b>now</b>.', book: 'DraftKings', stakeUnits: '7.25' };
    const pickId = await pickBy(ann, body);
    const { status, text = '', headers } = await page(pickId);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    const csp = String(headers['content-security-policy']);
    expect(csp).toMatch(/^default-src 'none'; img-src 'self'; style-src 'sha256-/);
    expect(csp).not.toMatch(/unsafe|script-src|https?:/);
    expect(metaOf(text, 'og:url')).toBe(`https://api.example/share/picks/${pickId}`);
    expect(metaOf(text, 'og:image')).toMatch(new RegExp(`^https://api\\.example/share/picks/${pickId}/[0-9a-f]{16}\\.png$`));
    expect([metaOf(text, 'og:image:width'), metaOf(text, 'og:image:height')]).toEqual(['1200', '630']);
    expect(metaOf(text, 'og:description')).toMatch(/^Open · .+ · /);
    expect(text).toContain(`href="youbet://picks/${pickId}"`);
    expect(text).not.toMatch(/DraftKings|150|7\.25|1\.9|now|<script|javascript:/i);
  });
  it('is text, whatever the name of its author', async () => {
    const mal = actorOf(await join());
    await updateMe(mal, { displayName: `"><script>alert(1)</script><img src=x onerror='a'>` }, now);
    const { text = '' } = await page(await pickBy(mal));
    expect(text).not.toMatch(/<script|<img src=x/);
    expect(metaOf(text, 'og:title')).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });
  it('is the same for whoever asks, also with a token, one that does not hold, or as its author', async () => {
    const pickId = await pickBy(ann);
    const replies = await Promise.all([
      page(pickId),
      page(pickId, { as: ann }),
      page(pickId, { headers: { authorization: 'Bearer e30.e30.e30' } }),
    ]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  });
  it('shows nothing of a pick that is private, removed or not there, with one and the same page', async () => {
    const [hidden, removed] = [actorOf(await join()), await pickBy(ann)];
    const own = await pickBy(hidden);
    const file = fileIn((await page(own)).text);
    await updateMe(hidden, { private: true }, now);
    await transact({ words: hiddenWordsPart(removed, now.toISOString()) });
    const replies = await Promise.all([own, removed, newId<PickId>(now)].map((pickId) => page(pickId)));
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies[0]?.text).toContain('This pick is private, or it is not there.');
    expect(replies[0]?.text).not.toContain('og:');
    expect((await page(own, { as: hidden })).status).toBe(404);
    expect((await picture(own, file)).error.code).toBe('NOT_FOUND');
  });
  it('is not changed by a block, since nobody knows who reads it', async () => {
    const [blocker, pickId] = [actorOf(await join()), await pickBy(ann)];
    await blockUser(ann, blocker.userId, now);
    expect((await page(pickId, { as: blocker })).text).toBe((await page(pickId)).text);
  });
  it('says that a pick was withdrawn, and shows nothing of it', async () => {
    const pickId = await pickBy(ann);
    const file = fileIn((await page(pickId)).text);
    await withdrawPick(ann, pickId, now);
    const { status, text = '' } = await page(pickId);
    expect([status, text.includes('This pick was withdrawn.'), /og:|@|Open in/.test(text)]).toEqual([200, true, false]);
    expect((await picture(pickId, file)).status).toBe(404);
  });
  it('is closed where the app is not available', async () => {
    process.env.REGIONS = '{"*":"US-WA"}';
    expect((await page(await pickBy(ann))).error.code).toBe('REGION_NOT_AVAILABLE');
  });
  it.each(['x', '../../etc/passwd', '<script>'])('refuses the id %j', async (pickId) => {
    expect((await page(pickId)).error).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'pickId' } });
  });
  it('is counted by the address of its caller', async () => {
    const [pickId, ip] = [await pickBy(ann), newIp()];
    const statuses = [];
    for (let i = 0; i < 12; i++) statuses.push((await page(pickId, { ip })).status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});

describe('the picture of a pick', () => {
  it('is a PNG of 1200 x 630 pixels under the version that the page names, and any other version leads to it', async () => {
    const pickId = await pickBy(ann);
    const file = fileIn((await page(pickId)).text);
    const first = await picture(pickId, file);
    expect([first.status, first.headers['content-type'], first.headers['cache-control']]).toEqual([
      200,
      'image/png',
      'public, max-age=3600',
    ]);
    const bytes = Buffer.from(first.text ?? '', 'base64');
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1_200, 630]);
    expect((await picture(pickId, file)).text).toBe(first.text);
    const old = await picture(pickId, `${'0'.repeat(16)}.png`);
    expect([old.status, old.headers.location]).toEqual([302, `https://api.example/share/picks/${pickId}/${file}`]);
    expect((await picture(pickId, `${file}x`)).error.details.field).toBe('file');
  });
  it('has another version once it shows something else, and the same for another name of its author', async () => {
    const bob = actorOf(await join());
    const pickId = await pickBy(bob);
    const file = fileIn((await page(pickId)).text);
    await updateMe(bob, { displayName: 'Robert' }, now);
    expect(fileIn((await page(pickId)).text)).toBe(file);
    await updateMe(bob, { handle: `b${bob.userId.slice(-12)}` }, now);
    expect(fileIn((await page(pickId)).text)).not.toBe(file);
  });
});

it('phones learn from the settings which app opens links to picks, and that there is none', async () => {
  const apple = await ask(door, ShowAppleAssociation, { ip: newIp() });
  expect(apple.headers['content-type']).toMatch(/^application\/json/);
  expect(JSON.parse(apple.text ?? '')).toEqual({
    applinks: { details: [{ appIDs: ['ABCDE12345.com.youbet.app'], components: [{ '/': '/share/picks/*' }] }] },
  });
  expect((await ask(door, ShowAssetLinks, { ip: newIp() })).error.code).toBe('NOT_FOUND');
  const { LINKED_APPS } = process.env;
  process.env.LINKED_APPS = JSON.stringify({ ios: null, android: { package: 'com.youbet.app', fingerprints: ['0F'] } });
  expect((await ask(door, ShowAppleAssociation, { ip: newIp() })).status).toBe(404);
  expect(JSON.parse((await ask(door, ShowAssetLinks, { ip: newIp() })).text ?? '')).toEqual([
    {
      relation: ['delegate_permission/common.handle_all_urls'],
      target: { namespace: 'android_app', package_name: 'com.youbet.app', sha256_cert_fingerprints: ['0F'] },
    },
  ]);
  process.env.LINKED_APPS = LINKED_APPS;
});

it('apps learn what this environment asks of them, with a token or without, and a cache may keep it', async () => {
  const { status, data, headers } = await ask(door, GetConfig, { ip: newIp() });
  expect(AppConfig.parse(data)).toEqual(data);
  expect(data).toMatchObject({
    ...APP_PART,
    limits: {
      calls: { anonymousPerMinute: 10, freePerMinute: 100 },
      picks: { perHour: 10, legs: 12, stakeUnits: { least: '0.01', most: '100' } },
      texts: { post: { graphemes: 2_000 } },
      uploads: { purposes: { avatar: { bytes: 5_000_000 } } },
    },
  });
  expect([status, headers['cache-control'], headers.vary]).toEqual([200, 'public, max-age=300', 'accept-encoding']);
  const again = await ask(door, GetConfig, { as: actorOf(await join()), headers: { 'if-none-match': String(headers.etag) } });
  expect(again.status).toBe(304);
});
