import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import type { EventUpdate } from '#core/events';
import { editPick, getPick, listPicks, outcomesOf, pickById, placePick as place, withdrawPick } from '#core/picks';
import { reviewPick } from '#core/reviews';
import { getUserStats } from '#core/stats';
import { MOST_DECISIONS, ReviewPick } from '#schemas/admin';
import type { EventId, PickId } from '#schemas/common';
import { EditPick, ListPicks, PlacePick } from '#schemas/picks';
import { windowAt } from '../../core/limits/limit.store.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { countOutcome } from '../../core/stats/count.projection.ts';
import { changeEvent } from '../support/change-event.ts';
import { conflict, intercept } from '../support/dynamo-calls.ts';
import { followPick } from '../support/follow-pick.ts';
import { idsOfEvent } from '../support/ids-of-event.ts';
import { storedGame } from '../support/make/games.ts';
import { american, legBody, singleBody, type TicketTerms, ticketBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';
import { allDifferences } from '../support/upkeep.ts';

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const HOUR = 60;
takeMessages(() => {});
const ingest = system('ingest-scores');
const code = (expected: string, details: object = {}) =>
  expect.objectContaining({
    code: expected,
    ...(Object.keys(details).length > 0 && { details: expect.objectContaining(details) }),
  });

let [ann, dan, adele, bruno] = [] as unknown as [User, User, User, User];
beforeAll(async () => {
  [ann, dan, adele, bruno] = (await Promise.all(['ann', 'dan', 'adele', 'bruno'].map((name) => bettor(name, noon)))) as [
    User,
    User,
    User,
    User,
  ];
});

const parlay = (events: readonly EventId[], terms: TicketTerms = {}) =>
  PlacePick.body.parse(
    ticketBody(
      events.map((eventId) => legBody(eventId)),
      terms,
    ),
  );
const three = () => Promise.all([storedGame('nfl', at(60)), storedGame('nfl', at(120)), storedGame('nfl', at(180))]);
const say = (eventId: EventId, update: EventUpdate, now: Date) => changeEvent(ingest, eventId, update, now);

/** Every pick that was made here. */
const made: string[] = [];
async function placePick(...args: Parameters<typeof place>): ReturnType<typeof place> {
  const pick = await place(...args);
  made.push(pick.id);
  return pick;
}

/** Does the work of the queue and the stream: grades, then counts. Both twice, since deliveries repeat. */
async function settle(pickId: string) {
  for (let times = 0; times < 2; times++) {
    const stored = await pickById(pickId);
    if (!stored) throw new Error('no such pick');
    await settlePick(stored, new Map(), new Date());
    await followPick(stored, noon);
    for (const outcome of [...(await outcomesOf(pickId))].reverse()) await countOutcome(outcome, new Date(outcome.writtenAt));
  }
}

describe('a ticket', () => {
  it('is refused as a whole when one of its events has started or does not exist', async () => {
    const [first, second, third] = await three();
    await expect(placePick(ann, parlay([second, third, first]), undefined, at(60))).rejects.toEqual(code('PICK_LOCKED'));
    const nowhere = '0190a000-0000-7000-8000-000000000001' as EventId;
    await expect(placePick(ann, parlay([first, nowhere]), undefined, noon)).rejects.toEqual(
      code('NOT_FOUND', { field: 'legs.1.eventId' }),
    );
    expect(await windowAt(`user#${ann.userId}`, PlacePick.name, PlacePick.limits[0], noon)).toBeNull();
    for (const eventId of [first, second, third]) expect(await idsOfEvent(eventId)).toEqual([]);
  });

  it('locks with the earliest start among its events, also after a reschedule, and stays locked', async () => {
    const [first, second, third] = await three();
    const ticket = async (who: User) => (await placePick(who, parlay([third, first, second]), undefined, noon)).id as PickId;
    const id = await ticket(ann);
    const raise = (stakeUnits: string, revision: number, now: Date) =>
      editPick(ann, id, EditPick.body.parse({ revision, stakeUnits }), now);
    await expect(raise('3', 1, at(59))).resolves.toMatchObject({ lockAt: at(60).toISOString() });
    await say(first, { startsAt: at(90).toISOString() }, at(59));
    await expect(raise('4', 2, at(80))).resolves.toMatchObject({ lockAt: at(90).toISOString() });
    await say(third, { startsAt: at(85).toISOString() }, at(81));
    await expect(raise('5', 3, at(85))).rejects.toEqual(code('PICK_LOCKED'));
    await expect(withdrawPick(ann, id, at(85))).rejects.toEqual(code('PICK_LOCKED'));
    await say(third, { startsAt: at(600).toISOString() }, at(86));
    await say(first, { startsAt: at(600).toISOString() }, at(86));
    await expect(raise('5', 3, at(87))).rejects.toEqual(code('PICK_LOCKED'));
    await expect(getPick(anyone, id, at(87))).resolves.toMatchObject({
      status: 'locked',
      lockAt: at(86).toISOString(),
      stakeUnits: '4',
    });
  });

  it('cannot be changed once one of its legs is void', async () => {
    const [first, second] = await three();
    const { id } = await placePick(ann, parlay([first, second]), undefined, noon);
    await say(second, { state: 'cancelled', reason: 'Storm' }, at(5));
    await settle(id);
    await expect(getPick(anyone, id as never, at(6))).resolves.toMatchObject({
      status: 'locked',
      legs: [{ result: 'open' }, { result: 'void' }],
    });
    await expect(withdrawPick(ann, id as never, at(6))).rejects.toEqual(code('PICK_LOCKED'));
    await say(first, { score: { home: 24, away: 20 } }, at(240));
    await settle(id);
    await expect(getPick(anyone, id as never, at(241))).resolves.toMatchObject({
      outcome: { result: 'win', profitUnits: '1.818182' },
    });
  });

  it('with several legs on one event is listed there once', async () => {
    const [first] = await three();
    const legs = [
      legBody(first),
      legBody(first, { market: 'total', selection: 'over', line: '40.5' }),
      legBody(first, { market: 'odd_even', selection: 'odd' }),
    ];
    const body = {
      kind: 'same_game_parlay',
      legs: legs.map(({ odds: _, ...bare }) => bare),
      odds: american('+600'),
      stakeUnits: '1',
    };
    const { id } = await placePick(ann, PlacePick.body.parse(body), undefined, noon);
    expect((await listPicks(anyone, ListPicks.query.parse({ event: first }), noon)).items.map((pick) => pick.id)).toEqual([id]);
  });

  it('that thirty bettors place at once on the same three games, among conflicts, is stored whole or not at all', async () => {
    const events = await three();
    const bettors = await Promise.all(Array.from({ length: 30 }, (_, i) => bettor(`crowd_${i}`, noon)));
    const end = intercept(async ({ name, input }, send) => {
      const items = (input.TransactItems as unknown[] | undefined)?.length ?? 0;
      if (name === 'TransactWriteItemsCommand' && Math.random() < 0.5) throw conflict(items, Math.floor(Math.random() * items));
      return send();
    });
    const tries = await Promise.allSettled(bettors.map((who) => placePick(who, parlay(events), undefined, noon))).finally(end);
    const taken = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id as string] : []));
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(code('UNAVAILABLE'));
    for (const eventId of events) expect(new Set(await idsOfEvent(eventId))).toEqual(new Set(taken));
  });
});

describe('a review', () => {
  const halfTime = async (who: User) => {
    const eventId = await storedGame('nfl', at(60));
    const { id } = await placePick(who, PlacePick.body.parse(singleBody(eventId, { period: 'H1' })), undefined, noon);
    return { eventId, id: id as PickId };
  };
  const said = (more: object = {}) => ReviewPick.body.parse({ result: 'win', reason: 'The league’s own box score.', ...more });
  const record = (handle: string) => getUserStats(anyone, handle, { timeframe: 'all' }, at(HOUR));

  it('needs a pick that waits for one and an admin who is not its author; of two at once one is recorded', async () => {
    const { eventId, id } = await halfTime(ann);
    await expect(reviewPick(adele, id, said(), at(61))).rejects.toEqual(code('CONFLICT', { state: 'locked' }));
    await say(eventId, { score: { home: 24, away: 20 } }, at(240));
    await settle(id);
    await expect(reviewPick(ann, id, said(), at(241))).rejects.toEqual(code('FORBIDDEN'));
    const tries = await Promise.allSettled([
      reviewPick(adele, id, said(), at(242)),
      reviewPick(bruno, id, said({ result: 'loss' }), at(242)),
    ]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(code('CONFLICT'));
    await settle(id);
    const { outcome, reviews } = await getPick(anyone, id, at(243));
    expect(reviews).toHaveLength(1);
    expect(outcome).toMatchObject({ result: reviews[0]?.result, reason: 'REVIEWED', settledAt: at(242).toISOString() });
  });

  it('of a final pick takes two admins, and moves the record by the difference in the day in which it counts', async () => {
    const cat = await bettor('cat', noon);
    const eventId = await storedGame('nfl', at(60));
    const id = (await placePick(cat, PlacePick.body.parse(singleBody(eventId)), undefined, noon)).id as PickId;
    await say(eventId, { score: { home: 24, away: 20 } }, at(240));
    await settle(id);
    const voided = said({ result: 'void', reason: 'Not an official game.' });
    await expect(reviewPick(adele, id, voided, at(240 + 72 * HOUR))).rejects.toEqual(
      code('CONFLICT', { state: 'graded_provisional' }),
    );
    const late = (minutes: number) => at(240 + 72 * HOUR + minutes);
    await expect(reviewPick(adele, id, voided, late(1))).resolves.toMatchObject({
      outcome: 'waiting',
      review: { counts: false },
    });
    await settle(id);
    await expect(getPick(anyone, id, late(2))).resolves.toMatchObject({
      outcome: { result: 'win', version: 1 },
      reviews: [{ counts: false }],
    });
    await expect(reviewPick(adele, id, voided, late(2))).resolves.toMatchObject({ outcome: 'unchanged' });
    await expect(reviewPick(bruno, id, voided, late(3))).resolves.toMatchObject({
      outcome: 'confirmed',
      review: { counts: true },
    });
    await settle(id);
    await expect(getPick(anyone, id, late(4))).resolves.toMatchObject({
      outcome: { result: 'void', profitUnits: '0.000000', version: 2, settledAt: at(240).toISOString(), reason: 'REVIEWED' },
    });
    await expect(record('cat')).resolves.toMatchObject({ wins: 0, voids: 1, profitUnits: '0.000000' });
    // One reviewer alone does not undo an agreement of two, nor the provider.
    await expect(reviewPick(bruno, id, said(), late(5))).resolves.toMatchObject({ outcome: 'waiting' });
    await say(eventId, { score: { home: 20, away: 24 } }, late(6));
    await settle(id);
    await expect(getPick(anyone, id, late(7))).resolves.toMatchObject({ outcome: { result: 'void', version: 2 } });
    const { reviews = 0 } = (await pickById(id)) ?? {};
    await pickEntity().patch({ pickId: id }).set({ reviews: MOST_DECISIONS }).go();
    await expect(reviewPick(bruno, id, said({ result: 'loss' }), late(8))).rejects.toEqual(code('LIMIT_REACHED'));
    await pickEntity().patch({ pickId: id }).set({ reviews }).go();
  });

  it.each<[string, object]>([
    ['leg', { leg: 1 }],
    ['result', { result: 'open' }],
    ['deadHeat', { result: 'dead_heat' }],
    ['deadHeat.places', { result: 'dead_heat', deadHeat: { tied: 3, places: 3 } }],
    ['reason', { reason: 'no' }],
  ])('is refused with the name of its wrong field: %s', async (field, more) => {
    const { id } = await halfTime(dan);
    const parsed = ReviewPick.body.safeParse({ result: 'win', reason: 'Looked.', ...more });
    if (!parsed.success) expect(parsed.error.issues[0]?.path.join('.')).toBe(field);
    else await expect(reviewPick(adele, id, parsed.data, at(1))).rejects.toEqual(code('INVALID_INPUT', { field }));
  });
});

it('the audit finds no difference after the tests of tickets', async () => {
  for (const id of made) await settle(id);
  expect(await allDifferences(at(5000))).toEqual([]);
});
