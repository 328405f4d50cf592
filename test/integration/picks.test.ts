import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { editPick, getPick, listPicks, listRevisions, listUserPicks, pickById, placePick, withdrawPick } from '#core/picks';
import { newId } from '#platform/ids';
import type { EventId, PickId } from '#schemas/common';
import { PickDetail } from '#schemas/pick-views';
import {
  EditPick,
  GetPick,
  ListPicks,
  ListRevisions,
  ListUserPicks,
  MOST_REVISIONS,
  PlacePick,
  WithdrawPick,
} from '#schemas/picks';
import { analysisEntity } from '../../core/picks/analysis.entity.ts';
import { handler } from '../../lambdas/http/picks.ts';
import { changeEvent } from '../support/change-event.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { editBody, legBody, type SingleTerms, singleBody, ticketBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { differencesIn, WITHOUT_STREAM } from '../support/upkeep.ts';

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const body = (eventId: EventId, terms: SingleTerms = {}) =>
  PlacePick.body.parse(singleBody(eventId, { line: '-3.5', stakeUnits: '1.5', ...terms }));
const query = (more: object) => ListPicks.query.parse(more);
const mineOnly = (more: object) => ListUserPicks.query.parse(more);
const code = (expected: string) => expect.objectContaining({ code: expected });
const ingest = system('ingest-events');

let ann: User;
let ben: User;
beforeAll(async () => {
  process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 100, freePerMinute: 100, premiumPerMinute: 500 });
  [ann, ben] = await Promise.all([bettor('ann', noon), bettor('ben', noon)]);
});

describe('placing a pick', () => {
  it('stores its terms byte for byte, and shows the odds in all three formats', async () => {
    const eventId = await storedGame('nfl', at(60));
    const pick = await placePick(
      ann,
      body(eventId, { line: '-3.50', book: 'Bookie', analysis: 'Rams by a lot.' }),
      undefined,
      noon,
    );
    expect(pick).toMatchObject({
      status: 'open',
      kind: 'single',
      legs: [{ market: 'spread', period: 'game', line: '-3.5', subject: null, result: 'open' }],
      odds: { entered: { format: 'american', price: '-110' }, american: '-110', decimal: '1.909091', fractional: '10/11' },
      stakeUnits: '1.5',
      lockAt: at(60).toISOString(),
      revision: 1,
      outcome: null,
    });
    const shown = await getPick(anyone, pick.id as never, at(61));
    expect(PickDetail.parse(shown)).toMatchObject({
      status: 'locked',
      analysis: 'Rams by a lot.',
      revisions: [{ revision: 1 }],
      outcomes: [],
    });
  });

  it('spells a score in one way, also when it is edited', async () => {
    const eventId = await storedGame('epl', at(60));
    const terms = { market: 'correct_score', selection: '02-1', line: undefined } as const;
    const pick = await placePick(ann, body(eventId, terms), undefined, noon);
    expect(pick.legs).toMatchObject([{ market: 'correct_score', selection: '2-1' }]);
    const edited = await editPick(ann, pick.id as never, editBody(1, { selection: '03-00' }), at(1));
    expect(edited.legs).toMatchObject([{ selection: '3-0' }]);
  });

  it('is refused from the start of its event on', async () => {
    const eventId = await storedGame('nfl', at(60));
    await expect(placePick(ann, body(eventId), undefined, at(60))).rejects.toEqual(code('PICK_LOCKED'));
    await expect(placePick(ann, body(eventId), undefined, new Date(at(60).getTime() - 1))).resolves.toMatchObject({
      status: 'open',
    });
  });

  it.each<[string, SingleTerms]>([
    ['market', { market: 'double_chance', selection: 'home_draw', line: undefined }],
    ['period', { period: 'P1' }],
    ['subject', { market: 'player_total', selection: 'over', line: '7.5', stat: 'receptions' }],
    ['subject', { market: 'player_total', selection: 'over', line: '7.5', stat: 'receptions', subject: 'Nobody' }],
    ['selection', { selection: 'over' }],
    ['line', { line: '-3.25' }],
    ['line', { line: undefined }],
    ['line', { market: 'moneyline' }],
    ['line', { market: 'total', selection: 'over', line: '-41.5' }],
  ])('is refused with the name of the field that the sport does not have: %s', async (field, said) => {
    const eventId = await storedGame('nfl', at(60));
    await expect(placePick(ann, body(eventId, said), undefined, noon)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: `legs.0.${field}` },
    });
  });

  it('with one idempotency key is one pick, and another body is refused', async () => {
    const [cat, eventId] = [await bettor('cat', noon), await storedGame('nfl', at(60))];
    const picks = await Promise.all(
      Array.from({ length: 10 }, () => retryUnavailable(() => placePick(cat, body(eventId), 'key-1', noon))),
    );
    expect(new Set(picks.map(({ id }) => id)).size).toBe(1);
    await expect(placePick(cat, body(eventId, { stakeUnits: '2' }), 'key-1', noon)).rejects.toEqual(
      code('IDEMPOTENCY_KEY_REUSED'),
    );
    expect((await listPicks(anyone, query({ author: cat.userId }), noon)).items).toHaveLength(1);
    const nextDay = at(24 * 60 + 1);
    const later = await storedGame('nfl', at(3 * 24 * 60));
    await expect(placePick(cat, body(later), 'key-1', nextDay)).resolves.toMatchObject({ legs: [{ event: { id: later } }] });
  });

  it('is taken ten times an hour, of fifteen at once; refused ones do not count', async () => {
    const [dan, eventId] = [await bettor('dan', noon), await storedGame('nfl', at(600))];
    await expect(placePick(dan, body(eventId, { line: '1.25' }), undefined, noon)).rejects.toEqual(code('INVALID_INPUT'));
    const tries = await Promise.allSettled(
      Array.from({ length: 15 }, () => retryUnavailable(() => placePick(dan, body(eventId), undefined, noon))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const refused of tries.filter(({ status }) => status === 'rejected'))
      expect(refused).toMatchObject({ reason: { code: 'RATE_LIMITED', details: { retryAfter: 3600 } } });
    await expect(placePick(dan, body(eventId), undefined, at(61))).resolves.toMatchObject({ status: 'open' });
  });
});

describe('changing a pick', () => {
  it('keeps every revision, and refuses a stale one', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ann, body(eventId, { book: 'Bookie' }), undefined, noon);
    const edited = await editPick(ann, id as never, editBody(1, { line: '-4', book: null }), at(5));
    expect(edited).toMatchObject({
      revision: 2,
      legs: [{ line: '-4' }],
      book: null,
      stakeUnits: '1.5',
      editedAt: at(5).toISOString(),
    });
    await expect(editPick(ann, id as never, editBody(1, { line: '-5' }), at(6))).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { revision: 2 },
    });
    expect((await getPick(anyone, id as never, at(7))).revisions.map(({ legs }) => legs[0]?.line)).toEqual(['-3.5', '-4']);
  });

  it('is open to its author, before the start', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ann, body(eventId), undefined, noon);
    await expect(editPick(ben, id as never, editBody(1, { line: '-4' }), noon)).rejects.toEqual(code('FORBIDDEN'));
    await expect(withdrawPick(ben, id as never, noon)).rejects.toEqual(code('FORBIDDEN'));
    await expect(editPick(ann, id as never, editBody(1, { line: '-4' }), at(60))).rejects.toEqual(code('PICK_LOCKED'));
    await expect(withdrawPick(ann, id as never, at(60))).rejects.toEqual(code('PICK_LOCKED'));
  });

  it('ten times at once makes one revision', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ben, body(eventId), undefined, noon);
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => editPick(ben, id as never, editBody(1, { line: `-${i + 4}` }), noon)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await getPick(anyone, id as never, noon)).revisions).toHaveLength(2);
  });

  it('by withdrawing it keeps it without its text, and twice is once', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ben, body(eventId, { analysis: 'never mind' }), undefined, noon);
    const first = await withdrawPick(ben, id as never, at(1));
    expect(first).toMatchObject({ status: 'withdrawn', analysis: null, withdrawnAt: at(1).toISOString() });
    await expect(withdrawPick(ben, id as never, at(2))).resolves.toEqual(first);
    await expect(editPick(ben, id as never, editBody(1, { line: '-4' }), at(2))).rejects.toEqual(code('CONFLICT'));
  });

  it('stays refused when a start that has passed is rescheduled; new picks are taken', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ann, body(eventId), undefined, noon);
    await changeEvent(ingest, eventId, { startsAt: at(120).toISOString() }, at(61));
    await expect(editPick(ann, id as never, editBody(1, { line: '-4' }), at(62))).rejects.toEqual(code('PICK_LOCKED'));
    await expect(getPick(anyone, id as never, at(62))).resolves.toMatchObject({ status: 'locked' });
    await expect(placePick(ann, body(eventId), undefined, at(62))).resolves.toMatchObject({
      status: 'open',
      lockAt: at(120).toISOString(),
    });
  });

  it('of its words alone accepts nothing: the start and the prices of its terms stay', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ben, body(eventId), undefined, noon);
    await changeEvent(ingest, eventId, { startsAt: at(90).toISOString() }, at(10));
    await editPick(ben, id as never, editBody(1, { analysis: 'Still.' }), at(20));
    const accepted = { pricedAt: noon.toISOString(), legs: [{ acceptedStart: at(60).toISOString() }] };
    expect(await pickById(id)).toMatchObject({ ...accepted, revision: 2, revisedAt: at(20).toISOString() });
    await editPick(ben, id as never, editBody(2, { line: '-4' }), at(30));
    const anew = { pricedAt: at(30).toISOString(), legs: [{ acceptedStart: at(90).toISOString() }] };
    expect(await pickById(id)).toMatchObject({ ...anew, revision: 3 });
  });

  it('is possible until the new lock when a start is rescheduled before it has passed', async () => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(ben, body(eventId), undefined, noon);
    await changeEvent(ingest, eventId, { startsAt: at(90).toISOString() }, at(10));
    await expect(editPick(ben, id as never, editBody(1, { line: '-4' }), at(70))).resolves.toMatchObject({
      lockAt: at(90).toISOString(),
    });
    await changeEvent(ingest, eventId, { startsAt: at(75).toISOString() }, at(71));
    await expect(editPick(ben, id as never, editBody(2, { line: '-5' }), at(75))).rejects.toEqual(code('PICK_LOCKED'));
  });
});

describe('the history of a pick', () => {
  it('has at most fifty revisions; withdrawing it works all the same', async () => {
    const [ivy, eventId] = [await bettor('ivy', noon), await storedGame('nfl', at(600))];
    const { id } = await placePick(ivy, body(eventId), undefined, noon);
    const pickId = id as PickId;
    for (let revision = 1; revision < MOST_REVISIONS; revision++)
      await editPick(ivy, pickId, editBody(revision, { stakeUnits: String(1 + (revision % 9)) }), at(1));
    await expect(editPick(ivy, pickId, editBody(MOST_REVISIONS, { stakeUnits: '2' }), at(1))).rejects.toEqual(
      code('LIMIT_REACHED'),
    );

    const detail = await getPick(anyone, pickId, at(2));
    expect(detail.revisions.map(({ revision }) => revision)).toEqual([41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
    const all: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRevisions(anyone, pickId, ListRevisions.query.parse({ limit: 20, cursor }), at(2));
      all.push(...ListRevisions.replies[200].parse(page.items).map(({ revision }) => revision));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(all).toEqual(Array.from({ length: MOST_REVISIONS }, (_, i) => MOST_REVISIONS - i));
    await expect(listRevisions(anyone, newId<PickId>(noon), ListRevisions.query.parse({}), noon)).rejects.toEqual(
      code('NOT_FOUND'),
    );
    expect(await withdrawPick(ivy, pickId, at(3))).toMatchObject({ status: 'withdrawn', revision: MOST_REVISIONS });
  });

  it('keeps a long analysis beside it: lists show its beginning, the pick and its revisions the whole', async () => {
    const [kim, eventId] = [await bettor('kim', noon), await storedGame('nfl', at(600))];
    const [first, second] = ['é'.repeat(4_000), 'ß'.repeat(4_000)] as const;
    const placed = await placePick(kim, body(eventId, { analysis: first }), undefined, noon);
    const pickId = placed.id as PickId;
    expect(placed).toMatchObject({ analysis: first, analysisCut: false });
    await editPick(kim, pickId, editBody(1, { stakeUnits: '2' }), at(1));
    expect(await editPick(kim, pickId, editBody(2, { analysis: second }), at(2))).toMatchObject({ analysis: second });

    const row = JSON.stringify((await pickById(pickId)) ?? {});
    expect(Buffer.byteLength(row)).toBeLessThan(2_000);
    const { items } = await listPicks(anyone, query({ author: kim.userId }), at(3));
    expect(items).toMatchObject([{ analysis: `${'ß'.repeat(280)}…`, analysisCut: true }]);
    const shown = await getPick(anyone, pickId, at(3));
    expect(shown).toMatchObject({
      analysis: second,
      revisions: [{ analysis: first }, { analysis: first }, { analysis: second }],
    });
    const listed = await listRevisions(anyone, pickId, ListRevisions.query.parse({}), at(3));
    expect(listed.items.map(({ analysis }) => analysis)).toEqual([second, first, first]);
    expect(await differencesIn({ pick: [pickId] }, at(3))).toEqual([]);

    expect(await editPick(kim, pickId, editBody(3, { analysis: 'Short.' }), at(4))).toMatchObject({
      analysis: 'Short.',
      analysisCut: false,
    });
    expect(await editPick(kim, pickId, editBody(4, { analysis: null }), at(5))).toMatchObject({
      analysis: null,
      analysisCut: false,
    });
    expect(await withdrawPick(kim, pickId, at(6))).toMatchObject({ analysis: null });
    expect((await getPick(anyone, pickId, at(7))).revisions.map(({ analysis }) => analysis)).toEqual(Array(5).fill(null));
    await analysisEntity().delete({ pickId, revision: 3 }).go();
    expect(await differencesIn({ pick: [pickId] }, at(8))).not.toEqual([]);
  });

  it('takes ten edits a minute', async () => {
    const [jon, eventId] = [await bettor('jon', noon), await storedGame('nfl', new Date(Date.now() + 3_600_000))];
    const { data } = await ask(handler, PlacePick, { as: jon, body: singleBody(eventId) });
    const edits: number[] = [];
    for (let revision = 1; revision <= 12; revision++) {
      const change = editBody(revision, { stakeUnits: String(2 + (revision % 2)) });
      edits.push((await ask(handler, EditPick, { as: jon, params: { pickId: data.id }, body: change })).status);
    }
    expect(edits).toEqual([...Array(10).fill(200), 429, 429]);
  });
});

describe('an id in upper case', () => {
  const upper = (id: string) => ({ pickId: id.toUpperCase() });
  it('names the same pick in every route, and leaves the stored id as it is', async () => {
    const [gus, eventId] = [await bettor('gus', noon), await storedGame('nfl', new Date(Date.now() + 3_600_000))];
    const { data } = await ask(handler, PlacePick, { as: gus, body: singleBody(eventId.toUpperCase()) });
    expect(data.legs[0]?.event.id).toBe(eventId);
    const edited = await ask(handler, EditPick, { as: gus, params: upper(data.id), body: editBody(1, { line: '-4' }) });
    expect(edited).toMatchObject({ status: 200, data: { id: data.id, revision: 2 } });
    expect(await ask(handler, WithdrawPick, { as: gus, params: upper(data.id) })).toMatchObject({
      status: 200,
      data: { id: data.id, status: 'withdrawn' },
    });
    expect(await ask(handler, GetPick, { params: upper(data.id) })).toMatchObject({ status: 200, data: { id: data.id } });
    for (const query of [{ event: eventId.toUpperCase() }, { author: gus.userId.toUpperCase() }, { author: 'GUS' }] as Record<
      string,
      string
    >[])
      expect((await ask(handler, ListPicks, { query })).data.map(({ id }) => id)).toEqual([data.id]);
    expect((await ask(handler, ListPicks, { query: { author: 'nobody_here' } })).data).toEqual([]);
    expect(await ask(handler, ListPicks, { query: { author: 'no one' } })).toMatchObject({ status: 400 });
    expect(await differencesIn({ pick: [data.id], event: [eventId] }, new Date(), WITHOUT_STREAM)).toEqual([]);
  });

  it('is no second event of a parlay', async () => {
    const [hal, eventId] = [await bettor('hal', noon), await storedGame('nfl', new Date(Date.now() + 3_600_000))];
    const twice = ticketBody([legBody(eventId), legBody(eventId.toUpperCase(), { selection: 'away' })]);
    expect(await ask(handler, PlacePick, { as: hal, body: twice })).toMatchObject({
      status: 400,
      error: { code: 'INVALID_INPUT', details: { field: 'legs.1.eventId' } },
    });
  });
});

describe('lists of picks', () => {
  it('are newest first and page without gap or repeat, by author and by event', async () => {
    const [eve, eventId, other] = [await bettor('eve', noon), await storedGame('nfl', at(600)), await storedGame('epl', at(600))];
    const ids: string[] = [];
    for (let i = 0; i < 7; i++) ids.unshift((await placePick(eve, body(eventId), undefined, at(i))).id);
    const soccer = await placePick(eve, body(other, { line: '-0.25' }), undefined, at(8));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPicks(anyone, query({ event: eventId, limit: 3, cursor }), noon);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
    const mine = await listUserPicks(anyone, 'eve', mineOnly({ limit: 3 }), noon);
    expect(mine.items.map(({ id }) => id)).toEqual([soccer.id, ids[0], ids[1]]);
    expect((await listUserPicks(anyone, 'eve', mineOnly({ sport: 'soccer' }), noon)).items.map(({ id }) => id)).toEqual([
      soccer.id,
    ]);
    expect((await listUserPicks(anyone, 'eve', mineOnly({ status: 'locked' }), noon)).items).toEqual([]);
    await expect(
      listPicks(anyone, query({ author: eve.userId, limit: 3, cursor: mine.cursor ?? undefined }), noon),
    ).resolves.toMatchObject({ items: [{ id: ids[2] }, { id: ids[3] }, { id: ids[4] }] });
    await expect(listPicks(anyone, query({ event: eventId, cursor: mine.cursor ?? undefined }), noon)).rejects.toMatchObject({
      details: { field: 'cursor' },
    });
  });

  it('hydrate a page by one BatchGet of picks and one of events with authors, beside one of the author whom the list names', async () => {
    const [dan, first, second] = [
      await bettor('dan_too', noon),
      await storedGame('nfl', at(600)),
      await storedGame('epl', at(600)),
    ];
    for (let i = 0; i < 6; i++) await placePick(dan, body(i % 2 ? second : first, { line: '-1' }), undefined, at(i));
    const calls: string[] = [];
    const stop = intercept(({ name, input }, send) => {
      calls.push(name);
      return send(input);
    });
    try {
      expect((await listPicks(anyone, query({ author: dan.userId, limit: 6 }), noon)).items).toHaveLength(6);
    } finally {
      stop();
    }
    expect(calls.filter((name) => name.startsWith('BatchGet'))).toHaveLength(3);
    expect(calls.filter((name) => name.startsWith('Query'))).toHaveLength(1);
  });
});
