import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { followLink, generateLink } from '#core/deeplinks';
import { blockUser } from '#core/graph';
import { placePick } from '#core/picks';
import { updateMe } from '#core/users';
import { newId } from '#platform/ids';
import type { EventId, PickId } from '#schemas/common';
import { FollowDeepLink, GenerateDeepLink, ListClicks } from '#schemas/deeplinks';
import { PlacePick } from '#schemas/picks';
import { clickEntity } from '../../core/deeplinks/click.entity.ts';
import { clicksOf } from '../../core/deeplinks/click.store.ts';
import { clickCountEntity } from '../../core/deeplinks/click-count.entity.ts';
import { handler as door } from '../../lambdas/http/deeplinks.ts';
import { actorOf, identityGround, join, many, newIp, now } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/** Links to sportsbooks, from the wish for one to the click that is counted. */

let ann: User;
let game: EventId;
const month = now.toISOString().slice(0, 7);
const day = now.toISOString().slice(0, 10);
const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

beforeAll(async () => {
  await identityGround();
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most });
  ann = actorOf(await join());
  game = await storedGame('nfl', hour(48));
});
beforeEach(() => {
  process.env.REGIONS = '{"*":"US-NJ"}';
});

const wish = (body: object, as: Partial<User> = {}) =>
  ask(door, GenerateDeepLink, { as: { ...ann, ...as }, body: { book: 'DraftKings', ...body } });
const clickIn = (url: string) => url.slice(url.lastIndexOf('/') + 1);
const follow = (clickId: string) => ask(door, FollowDeepLink, { params: { clickId }, ip: newIp() });
const link = async (body: object = {}) => clickIn((await wish(body)).data.url);
const placeOf = async (clickId: string) => {
  const { status, headers } = await follow(clickId);
  expect(status).toBe(302);
  return new URL(String(headers.location));
};
const clicks = async (book: string) => (await clicksOf(month)).find((row) => row.book === book && row.day === day)?.clicks ?? 0;
const member = async () => actorOf(await join());
const pickBy = async (user: User) => (await placePick(user, PlacePick.body.parse(singleBody(game)), undefined, now)).id as PickId;

describe('a link to a sportsbook', () => {
  it('says who is paid for it, ends after ten minutes, and has nothing of its person', async () => {
    const before = Date.now();
    const { data } = await wish({});
    expect(data).toMatchObject({ book: 'DraftKings', disclosed: 'affiliate', disclosure: expect.stringContaining('paid by') });
    expect(Date.parse(data.expiresAt) - before).toBeGreaterThan(598_000);
    expect(Date.parse(data.expiresAt) - before).toBeLessThanOrEqual(601_000);
    const url = new URL(data.url);
    expect(url.origin).toBe('https://api.example');
    expect(url.pathname).toMatch(/^\/go\/1\.[\w-]+$/);
    expect((await wish({ book: 'fan duel' })).data).toMatchObject({ book: 'FanDuel', disclosed: 'none' });
  });
  it('leads to the league of a game or of a pick, in the region of whoever follows it', async () => {
    const pickId = await pickBy(await member());
    for (const of of [{ eventId: game }, { pickId }])
      expect((await placeOf(await link(of))).href).toMatch(
        /^https:\/\/sportsbook\.draftkings\.com\/leagues\/football\/nfl\?s2sid=[\w-]{22}&wpcid=youbet-test$/,
      );
    expect((await placeOf(await link())).pathname).toBe('/');
    expect((await placeOf(await link({ book: 'betmgm', eventId: game }))).pathname).toBe('/nj/sports/football/nfl');
  });
  it('is no answer to whether a pick is there', async () => {
    const [hidden, blocker] = [await member(), await member()];
    const picks = [await pickBy(hidden), await pickBy(blocker), newId<PickId>(now)];
    await updateMe(hidden, { private: true }, now);
    await blockUser(blocker, ann.userId, now);
    const replies = [];
    for (const pickId of picks) replies.push((await wish({ pickId })).error);
    for (const error of replies)
      expect(error).toEqual({ code: 'NOT_FOUND', message: 'No such pick.', details: { field: 'pickId' } });
  });
  it.each<[string, object, Partial<User>, string, object]>([
    ['an age below that of the region', {}, { age: 20 }, 'AGE_VERIFICATION_REQUIRED', { minimumAge: 21 }],
    ['an age below that of the book', { book: 'BetMGM' }, { age: 20 }, 'OFFER_NOT_AVAILABLE', { reason: 'age', minimumAge: 21 }],
    ['a region that is restricted', {}, { declaredRegion: 'US-WA' }, 'REGION_NOT_AVAILABLE', { reason: 'restricted' }],
    ['a licence that does not cover the region', {}, { declaredRegion: 'US-TX' }, 'OFFER_NOT_AVAILABLE', { reason: 'licence' }],
    ['the store of the app', { book: 'bet365', store: 'app_store' }, {}, 'OFFER_NOT_AVAILABLE', { reason: 'store' }],
    ['an exclusion or a cool-off', {}, { excludedUntil: hour(1).toISOString() }, 'EXCLUDED', { endsAt: hour(1).toISOString() }],
    ['a book that nobody knows', { book: 'Pinnacle' }, {}, 'NOT_FOUND', { field: 'book' }],
    ['a game that is not there', { eventId: newId(now) }, {}, 'NOT_FOUND', { field: 'eventId' }],
    ['a store that is none', { store: 'steam' }, {}, 'INVALID_INPUT', { field: 'store' }],
    ['an address of the caller’s', { url: 'https://evil.example' }, {}, 'INVALID_INPUT', { field: 'url' }],
  ])('is not given, and the person learns why: %s', async (what, body, as, code, details) => {
    if (what === 'an age below that of the book') process.env.REGIONS = '{"*":"US-KY"}';
    const { error } = await wish(body, as);
    expect(error).toMatchObject({ code, details });
    expect(error.message).not.toBe('');
  });
});

describe('a link that is followed', () => {
  it('counts once, however often and however many times at once', async () => {
    const before = await clicks('fanduel');
    const clickId = await link({ book: 'FanDuel' });
    const first = await placeOf(clickId);
    expect(await clicks('fanduel')).toBe(before + 1);
    await many(8, () => retryUnavailable(() => followLink({ kind: 'public', address: 'a', region: 'US-NJ' }, clickId, now)));
    expect((await placeOf(clickId)).href).toBe(first.href);
    expect(await clicks('fanduel')).toBe(before + 1);
    await placeOf(await link({ book: 'FanDuel' }));
    expect(await clicks('fanduel')).toBe(before + 2);
  });
  it('counts with its row or not at all, and again after a stop', async () => {
    for (const [when, counted] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      const [before, clickId] = [await clicks('draftkings'), await link()];
      const end = intercept(async ({ name }, send) => {
        if (!name.startsWith('TransactWrite')) return send();
        if (when === 'after') await send();
        throw new Error('the function stopped');
      });
      expect((await follow(clickId)).status).toBe(500);
      end();
      expect(await clicks('draftkings')).toBe(before + counted);
      await placeOf(clickId);
      expect(await clicks('draftkings')).toBe(before + 1);
    }
  });
  it('leads nowhere once it is over, nor when it is forged, and the reply is the same', async () => {
    const old = clickIn(
      (await generateLink({ ...ann, region: 'US-NJ', age: 36 }, { book: 'DraftKings', store: 'web' }, hour(-1))).url,
    );
    const fresh = await link();
    const replies = [];
    for (const clickId of [old, `${fresh.slice(0, -2)}AA`, fresh.slice(0, 50), '1.', 'https:evil.example'])
      replies.push(JSON.stringify((await follow(clickId)).error));
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('NOT_FOUND');
  });
  it('leads nowhere where the licence does not reach, though it was made elsewhere, and does not count', async () => {
    const [before, clickId] = [await clicks('draftkings'), await link()];
    for (const [region, code] of [
      ['US-TX', 'OFFER_NOT_AVAILABLE'],
      ['US-WA', 'REGION_NOT_AVAILABLE'],
    ]) {
      process.env.REGIONS = JSON.stringify({ '*': region });
      expect((await follow(clickId)).error.code).toBe(code);
    }
    expect(await clicks('draftkings')).toBe(before);
  });
  it('is kept without anything of who followed it', async () => {
    const clickId = await link();
    const id = (await placeOf(clickId)).searchParams.get('s2sid') ?? '';
    const { data } = await clickEntity().get({ clickId: id }).go();
    expect(Object.keys(data ?? {})).toEqual(['clickId', 'expiresAt']);
    const { data: count } = await clickCountEntity().query.primary({ month }).go();
    expect(new Set(count.flatMap(Object.keys))).toEqual(new Set(['month', 'day', 'book', 'clicks', 'expiresAt']));
  });
});

it('admins read the counts of a month by day and book', async () => {
  await placeOf(await link());
  const read = (query: Record<string, string>, role: User['role'] = 'admin') =>
    ask(door, ListClicks, { as: { ...ann, role }, query });
  const { data } = await read({});
  expect(data).toContainEqual({ day, book: 'draftkings', clicks: await clicks('draftkings') });
  expect((await read({ month: '2025-01' })).data).toEqual([]);
  expect((await read({}, 'moderator')).error.code).toBe('FORBIDDEN');
  for (const wrong of ['2026-13', '26-11', '2026-11-01', "2026-11' OR 1=1"])
    expect((await read({ month: wrong })).error).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'month' } });
});
