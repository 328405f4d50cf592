import { beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../schemas/contract.ts';
import { EditPick, GetPick, ListPicks, ListUserPicks, PlacePick, WithdrawPick } from '../../schemas/picks.ts';
import { call, type Person, page, send, signUp } from '../support/client.ts';
import { editBody, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { games, isFootball, type Match } from '../support/matches.ts';

let ann: Person;
let ben: Person;
let football: Match;
let soccer: Match;
beforeAll(async () => {
  ann = await signUp('Ann');
  ben = await signUp('Ben');
  const matches = await games(4);
  [football, soccer] = [matches.find(isFootball), matches.find((match) => !isFootball(match))] as [Match, Match];
});

const spread = (terms: SingleTerms = {}, match = football) =>
  singleBody(match.event.id, { line: '-3.5', stakeUnits: '1.5', ...terms });
const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const somebody = '0190a000-0000-7000-8000-000000000001';

describe('access to picks', () => {
  it.each([
    [PlacePick, '/api/v1/picks'],
    [EditPick, `/api/v1/picks/${somebody}`],
    [WithdrawPick, `/api/v1/picks/${somebody}`],
  ] as [Contract, string][])('$name needs a session', async ({ method }, path) => {
    expect((await send(method, path, { body: {} })).status).toBe(401);
    expect((await send(method, path, { body: {}, as: { accessToken: `${ann.accessToken}x` } })).status).toBe(401);
  });

  it('is public to read, and open to the author to change', async () => {
    const { id } = await call(PlacePick, { as: ann, body: spread() });
    await expect(call(GetPick, { params: { pickId: id } })).resolves.toMatchObject({
      author: { handle: ann.handle },
      revisions: [{}],
    });
    await expect(call(EditPick, { as: ben, params: { pickId: id }, body: editBody(1, { line: '-4' }) })).rejects.toEqual(
      refusal('FORBIDDEN'),
    );
    await expect(call(WithdrawPick, { as: ben, params: { pickId: id } })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(call(GetPick, { params: { pickId: somebody as never } })).rejects.toEqual(refusal('NOT_FOUND'));
  });
});

describe('the body of a pick', () => {
  it.each([
    ['legs.0.eventId', { eventId: 'x' }],
    ['legs.0.eventId', { eventId: somebody }],
    ['legs.0.market', { market: 'horses' }],
    ['legs.0.market', { market: 'season_total', selection: 'over', line: '9.5', subject: 'Buffalo Bills' }],
    ['legs.0.market', { market: 'correct_score', selection: '2-1', line: undefined }],
    ['legs.0.period', { period: 'P3' }],
    ['legs.0.subject', { market: 'player_yes_no', selection: 'yes', line: undefined, stat: 'touchdowns', subject: 'Nobody' }],
    ['legs.0.selection', { selection: 'draw' }],
    ['legs.0.line', { line: '-3.25' }],
    ['legs.0.line', { line: '3,5' }],
    ['legs.0.line', { line: undefined }],
    ['legs.0.odds.price', { odds: { format: 'american', price: '-99' } }],
    ['legs.0.odds.price', { odds: { format: 'american', price: '1.91' } }],
    ['legs.0.odds.price', { odds: { format: 'decimal', price: '1' } }],
    ['legs.0.odds.price', { odds: { format: 'decimal', price: '1.91001' } }],
    ['legs.0.odds.price', { odds: { format: 'fractional', price: '5/0' } }],
    ['legs.0.odds.format', { odds: { format: 'hongkong', price: '0.91' } }],
    ['legs.0.odds.price', { odds: { format: 'decimal', price: 1.91 } }],
    ['stakeUnits', { stakeUnits: '0' }],
    ['stakeUnits', { stakeUnits: '0.001' }],
    ['stakeUnits', { stakeUnits: '100.01' }],
    ['stakeUnits', { stakeUnits: 1.5 }],
    ['stakeUnits', { stakeUnits: '1e1' }],
    ['analysis', { analysis: 'x'.repeat(4_001) }],
    ['profitUnits', { profitUnits: '100' }],
    ['kind', { kind: 'accumulator' }],
    ['legs', { kind: 'parlay' }],
    ['size', { size: 2 }],
  ])('is refused with the name of its wrong field: %s', async (field, wrong) => {
    const right = spread();
    const isOfLeg = field.startsWith('legs.0');
    const wrongBody = isOfLeg ? { ...right, legs: [{ ...right.legs[0], ...wrong }] } : { ...right, ...wrong };
    const { status, body } = await send('POST', '/api/v1/picks', { as: ben, body: wrongBody });
    expect([400, 404]).toContain(status);
    expect(body).toMatchObject({
      success: false,
      error: { code: status === 404 ? 'NOT_FOUND' : 'INVALID_INPUT', details: { field } },
    });
  });

  it('takes quarter lines where the sport has them, and keeps the odds as entered', async () => {
    const body = spread({ line: '0.25', odds: { format: 'fractional', price: '10/11' } }, soccer);
    await expect(call(PlacePick, { as: ben, body })).resolves.toMatchObject({
      legs: [{ line: '+0.25' }],
      odds: { entered: { format: 'fractional', price: '10/11' }, american: '-110', decimal: '1.909091', fractional: '10/11' },
    });
  });
});

describe('repeated and concurrent calls of picks', () => {
  it('with one idempotency key, ten at once, make one pick; another body is refused', async () => {
    const cleo = await signUp('Cleo');
    const headers = { 'idempotency-key': 'tap-1' };
    const picks = await Promise.all(Array.from({ length: 10 }, () => call(PlacePick, { as: cleo, body: spread(), headers })));
    expect(new Set(picks.map(({ id }) => id)).size).toBe(1);
    await expect(call(PlacePick, { as: cleo, body: spread({ stakeUnits: '2' }), headers })).rejects.toEqual(
      refusal('IDEMPOTENCY_KEY_REUSED'),
    );
    expect((await page(ListPicks, { as: cleo, query: { author: cleo.userId as never } })).items).toHaveLength(1);
  });

  it('are limited to are limited to ten an hour; a refused one and a retry do not count', async () => {
    const dan = await signUp('Dan');
    const headers = { 'idempotency-key': 'first' };
    await call(PlacePick, { as: dan, body: spread(), headers });
    await call(PlacePick, { as: dan, body: spread(), headers });
    await expect(call(PlacePick, { as: dan, body: spread({ line: '1.25' }) })).rejects.toEqual(refusal('INVALID_INPUT'));
    for (let i = 0; i < 9; i++) await call(PlacePick, { as: dan, body: spread() });
    const refused = await call(PlacePick, { as: dan, body: spread() }).catch((error) => error);
    expect(refused).toEqual(refusal('RATE_LIMITED'));
    expect(refused.retryAfter).toBeGreaterThan(3_000);
    await expect(call(PlacePick, { as: dan, body: spread(), headers })).resolves.toMatchObject({ status: 'open' });
  });

  it('of nine edits at once make one revision; the others are refused', async () => {
    const fay = await signUp('Fay');
    const { id } = await call(PlacePick, { as: fay, body: spread() });
    const edit = (n: number) => call(EditPick, { as: fay, params: { pickId: id }, body: editBody(1, { line: `-${n + 4}` }) });
    const tries = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => edit(n)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const lost of tries.filter(({ status }) => status === 'rejected'))
      expect(lost).toMatchObject({ reason: { code: 'CONFLICT', details: { revision: 2 } } });
    await expect(call(EditPick, { as: fay, params: { pickId: id }, body: { revision: 2 } })).rejects.toEqual(
      refusal('INVALID_INPUT', { field: 'revision' }),
    );
    await expect(call(GetPick, { params: { pickId: id } })).resolves.toMatchObject({
      revision: 2,
      revisions: [{ legs: [{ line: '-3.5' }] }, {}],
    });
  });

  it('that withdraw a pick twice withdraw it once, and it stays visible', async () => {
    const { id } = await call(PlacePick, { as: ann, body: spread({ analysis: 'never mind' }) });
    const [once, twice] = [
      await call(WithdrawPick, { as: ann, params: { pickId: id } }),
      await call(WithdrawPick, { as: ann, params: { pickId: id } }),
    ];
    expect(twice).toEqual(once);
    await expect(call(GetPick, { params: { pickId: id } })).resolves.toMatchObject({ status: 'withdrawn', analysis: null });
  });
});

describe('lists of picks', () => {
  it('need an author or an event, filter within it, and page by a cursor that is theirs', async () => {
    const eve = await signUp('Eve');
    const ids: string[] = [];
    for (const match of [football, soccer, football])
      ids.unshift((await call(PlacePick, { as: eve, body: spread({}, match) })).id);
    expect((await send('GET', '/api/v1/picks')).body).toMatchObject({
      error: { code: 'INVALID_INPUT', details: { field: 'author' } },
    });
    const first = await page(ListUserPicks, { params: { user: eve.handle.toUpperCase() }, query: { limit: 2 } });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await page(ListUserPicks, { params: { user: eve.handle }, query: { limit: 2, cursor: first.cursor ?? '' } });
    expect(second).toMatchObject({ items: [{ id: ids[2] }], cursor: null });
    const inSoccer = await page(ListPicks, { query: { author: eve.userId as never, sport: 'epl' } });
    expect(inSoccer.items.map(({ id }) => id)).toEqual([ids[1]]);
    const onEvent = await page(ListPicks, {
      query: { event: soccer.event.id, author: eve.userId as never, status: 'open', market: 'spread' },
    });
    expect(onEvent.items.map(({ id }) => id)).toEqual([ids[1]]);
    await expect(page(ListPicks, { query: { event: soccer.event.id, cursor: first.cursor ?? '' } })).rejects.toEqual(
      refusal('INVALID_INPUT', { field: 'cursor' }),
    );
    await expect(page(ListUserPicks, { params: { user: 'nobody_here' }, query: {} })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await send('GET', `/api/v1/picks?author=${eve.userId}&limit=101`)).body).toMatchObject({
      error: { details: { field: 'limit' } },
    });
  });
});
