import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../core/platform/ids.ts';
import { FILES } from '../../local/provider/games.ts';
import { DecideEvent } from '../../schemas/admin.ts';
import { GetEvent, ListEvents } from '../../schemas/events.ts';
import { call, job, page, pages, send, signUp, signUpAdmin } from '../support/client.ts';
import { finish, games, type Match, onlooker, replay } from '../support/matches.ts';
import { stack } from '../support/stack.ts';

const force = { force: true };
const one = async ({ event }: Match) => call(GetEvent, { as: await onlooker(), params: { eventId: event.id } });
const tell = async (path: string, body: object = {}): Promise<void> => {
  const reply = await fetch(`${stack().feedUrl}/_replay/${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect(reply.status).toBe(200);
};

/** A request without fetch, which decompresses by itself. */
const raw = (url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const asked = request(url, { method, headers }, async (reply) => {
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: await buffer(reply) });
    });
    asked.on('error', reject).end();
  });

beforeAll(async () => void (await games(1)));

describe('events', () => {
  it('are there for users, with prices in three forms', async () => {
    const ann = await signUp('Ann');
    const { items } = await page(ListEvents, { as: ann, query: { sport: 'nfl', limit: 5 } });
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ league, sport }) => league === 'nfl' && sport === 'american_football')).toBe(true);
    const event = await call(GetEvent, { as: ann, params: { eventId: items[0]?.id ?? '' } });
    const spread = event.markets.find(({ market, main }) => market === 'spread' && main);
    expect(spread?.selections.map(({ selection, books }) => [selection, books.length > 0])).toEqual([
      ['home', true],
      ['away', true],
    ]);
    const { american, decimal, fractional } = spread?.selections[0]?.best.odds ?? {};
    expect([american, decimal, fractional]).toEqual([
      expect.stringMatching(/^[+-]\d+$/),
      expect.stringMatching(/^\d+\.\d+$/),
      expect.stringMatching(/^\d+\/\d+$/),
    ]);
  });
  it('travel short: compressed, and not at all to a client that has them', async () => {
    const authorization = `Bearer ${(await onlooker()).accessToken}`;
    const url = `${stack().apiUrl}/api/v1/events?limit=100`;
    const full = await raw(url, { authorization });
    const short = await raw(url, { authorization, 'accept-encoding': 'gzip' });
    expect(short.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'private, no-cache' });
    expect(JSON.parse(gunzipSync(short.bytes).toString()).data).toEqual(JSON.parse(full.bytes.toString()).data);
    expect(short.bytes.length * 4).toBeLessThan(full.bytes.length);
    const same = await raw(url, { authorization, 'if-none-match': String(full.headers.etag) });
    expect([same.status, same.bytes.length, same.headers.etag]).toEqual([304, 0, full.headers.etag]);
  });
  it('have a path that says which methods it takes, and public paths answer HEAD', async () => {
    const sports = `${stack().apiUrl}/api/v1/sports`;
    const [head, full, other] = await Promise.all([raw(sports, {}, 'HEAD'), raw(sports), raw(sports, {}, 'DELETE')]);
    expect([head.status, head.bytes.length, head.headers.etag]).toEqual([200, 0, full.headers.etag]);
    expect([other.status, other.headers.allow]).toEqual([405, 'GET, HEAD']);
  });
  it('come by sport, league, date and zone, in one order over all pages', async () => {
    const as = await onlooker();
    const all = await pages(ListEvents, { as, query: { limit: 7 } });
    const order = all.map(({ startsAt, id }) => `${startsAt}#${id}`);
    expect(order).toEqual([...new Set(order)].toSorted());
    const soccer = await pages(ListEvents, { as, query: { sport: 'soccer', limit: 100 } });
    expect(soccer.map(({ id }) => id)).toEqual(all.filter(({ sport }) => sport === 'soccer').map(({ id }) => id));
    const { startsAt = '', id } = all[0] ?? {};
    const ofDay = await pages(ListEvents, { as, query: { date: startsAt.slice(0, 10), tz: 'UTC', limit: 100 } });
    expect(ofDay.map((event) => event.id)).toContain(id);
    expect(ofDay.every((event) => event.startsAt.startsWith(startsAt.slice(0, 10)))).toBe(true);
  });
  it.each([
    ['/events?when=now', 400, 'when'],
    ['/events?sport=curling', 400, 'sport'],
    ['/events?date=2026-02-30', 400, 'date'],
    ['/events?tz=Mars/Olympus', 400, 'tz'],
    ['/events?limit=101', 400, 'limit'],
    ['/events?cursor=AAAA', 400, 'cursor'],
    ['/events/1', 400, 'eventId'],
    [`/events/${newId(new Date())}`, 404, undefined],
  ])('%s: %i', async (path, status, field) => {
    const reply = await send('GET', `/api/v1${path}`, { as: await onlooker() });
    const { success, error } = reply.body as { success: boolean; error: { details: { field?: string } } };
    expect([reply.status, success, error.details.field]).toEqual([status, false, field]);
  });
  it('show each start that they had, their state by the clock, and each result', async () => {
    const [match] = (await games(1, 1_800)) as [Match];
    expect(await one(match)).toMatchObject({ status: 'upcoming', lockAt: match.event.startsAt, result: null });
    await tell(`games/${match.game.id}/move`, { minutes: 30 });
    await job('ingest-events', force);
    const moved = await one(match);
    expect(moved.startTimeHistory.at(-1)?.startsAt).toBe(moved.startsAt);
    expect(Date.parse(moved.lockAt) - Date.parse(match.event.startsAt)).toBe(1_800_000);

    await tell(`games/${match.game.id}/start`);
    await job('ingest-scores', force);
    expect(await one(match)).toMatchObject({ status: 'live' });
    await finish([match], { home: 3, away: 3 });
    await finish([match], { home: 3, away: 3 });
    await finish([match], { home: 3, away: 2 });
    const { status, result, resultVersions, startTimeHistory } = await one(match);
    expect([status, result?.away, resultVersions.map(({ away }) => away)]).toEqual(['final', 2, [3, 2]]);
    expect(startTimeHistory.map(({ version }) => version)).toEqual(startTimeHistory.map((_, i) => i + 1));
  });
  it('stay while the provider is down, and the forced job reports the failure', async () => {
    const [match] = (await games(1, 7_200)) as [Match];
    await tell('trouble', { kind: 503, path: '/v4/' });
    await expect(job('ingest-events', force)).rejects.toThrow('could not be read in full');
    await expect(job('ingest-events')).resolves.toMatchObject({ polled: 0 });
    await tell('trouble', { times: 0 });
    expect((await one(match)).markets.length).toBeGreaterThan(0);
    await expect(job('ingest-events', force)).resolves.toMatchObject({ polled: FILES.length, failed: 0 });
  });
  it('show the markets on their players, which lists leave out', async () => {
    await tell('reset', { startsInMinutes: 120 });
    const [match] = (await games(1, 7_200)) as [Match];
    const { markets } = await one(match);
    const receptions = markets.find(({ subject, stat }) => subject === 'Cooper Kupp' && stat === 'receptions');
    expect(receptions).toMatchObject({ market: 'player_total', line: '7.5', main: true });
    expect(receptions?.selections.map(({ selection, line, books }) => [selection, line, books.length])).toEqual([
      ['over', '7.5', 2],
      ['under', '7.5', 2],
    ]);
    const davis = markets.find(({ subject, stat }) => subject === 'Gabriel Davis' && stat === 'touchdowns');
    expect([davis?.market, davis?.line, davis?.selections.map(({ selection }) => selection)]).toEqual([
      'player_yes_no',
      null,
      ['yes'],
    ]);
    expect(match.event.markets.map(({ market }) => market)).toEqual(['moneyline', 'spread', 'total']);
  });
  it('are decided by an admin with a reason, and are closed to other users', async () => {
    const [match] = (await games(1, 7_200)) as [Match];
    await replay().hide(match.game);
    const [ann, admin] = [await signUp('Ann'), await signUpAdmin('Adele')];
    const params = { eventId: match.event.id };
    const body = { state: 'cancelled', reason: 'Floodlights.' } as const;
    const path = `/api/v1/admin/events/${match.event.id}/result`;
    const status = async (as: typeof ann | undefined, said: object) =>
      (await send('PUT', path, { ...(as && { as }), body: said })).status;
    expect([await status(undefined, body), await status(ann, body)]).toEqual([401, 403]);
    for (const bad of [{ reason: '' }, { state: 'won' }, { score: { home: 1, away: 0 } }, { state: 'final' }, { eventId: 'x' }]) {
      expect(await status(admin, { ...body, ...bad })).toBe(400);
    }
    expect(await status(admin, { ...body, state: 'final', score: { home: 1, away: 0 } })).toBe(409);
    await expect(call(DecideEvent, { as: admin, params, body })).resolves.toMatchObject({ happened: 'recorded' });
    await expect(call(DecideEvent, { as: admin, params, body })).resolves.toMatchObject({ happened: 'unchanged' });
    expect(await one(match)).toMatchObject({ status: 'cancelled' });
  });
});
