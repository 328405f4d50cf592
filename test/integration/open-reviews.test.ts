import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { findEvent } from '#core/events';
import type { StoredOutcome } from '#core/picks';
import { decideEvent, eventHistory } from '#core/results';
import { requestReviewOfPick, updateOpenReview } from '#core/reviews';
import { newId } from '#platform/ids';
import { ListWaitingEvents } from '#schemas/admin';
import type { EventId, PickId } from '#schemas/common';
import { eventEntity } from '../../core/events/event.entity.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { claimsOf } from '../../core/results/claim.store.ts';
import { reviewOf, writeReview } from '../../core/reviews/open-review.store.ts';
import { handler } from '../../lambdas/http/admin.ts';
import {
  at,
  details,
  differencesOf,
  type EventImage,
  gameSince,
  imageOf,
  isDisputed,
  listReviews,
  now,
  official,
  pollResult,
  projectEvent,
  putResult,
  registerAdmins,
  score,
} from '../support/decisions.ts';
import { ask } from '../support/http-event.ts';

let ann: User;
let ben: User;
beforeAll(async () => {
  [ann, ben] = await registerAdmins();
});
const put = (eventId: string, body: object, as: User | undefined = ann) => putResult(eventId, body, as);
const list = (query: Record<string, string> = {}, as: User = ann) => listReviews(as, query);

describe('the result of a provider', () => {
  it('includes details, which a score alone does not remove', async () => {
    const id = await gameSince();
    await pollResult(id, score, details);
    await pollResult(id, score);
    await pollResult(id, score, details);
    const { results } = await eventHistory(id);
    expect(results).toMatchObject([{ version: 1, details, source: 'ingest-scores' }]);
    await pollResult(id, { home: 24, away: 21 });
    expect((await eventHistory(id)).results.map((row) => [row.away, row.details ?? null])).toEqual([
      [20, details],
      [21, null],
    ]);
  });
  it('is taken without details that its sport does not have', async () => {
    const id = await gameSince();
    await pollResult(id, score, { ...details, facts: { corners: { home: 7, away: 4 } } });
    const { results } = await eventHistory(id);
    expect(results).toMatchObject([{ version: 1, ...score, source: 'ingest-scores' }]);
    expect(results[0]?.details).toBeUndefined();
  });
  it('that contradicts a decision is stored once as a claim and changes no outcome', async () => {
    const id = await gameSince();
    await put(id, { ...official, ...details });
    const decided = await findEvent(id);
    await pollResult(id, score);
    expect(await findEvent(id)).toEqual(decided);
    for (let poll = 0; poll < 3; poll++) await pollResult(id, { home: 24, away: 21 }, { minutes: 60 });
    expect(await claimsOf(id)).toMatchObject([
      { number: 1, home: 24, away: 21, details: { minutes: 60 }, source: 'ingest-scores' },
    ]);
    const { disputedHash: mark, claim, ...rest } = (await findEvent(id)) ?? {};
    expect({ ...rest, disputedHash: null, claim: null }).toEqual(decided);
    expect([mark, claim?.away]).toEqual([claim?.contentHash, 21]);
    expect((await eventHistory(id)).results).toHaveLength(1);
  });
  it('as a claim is closed by the same decision again, and does not come back', async () => {
    const id = await gameSince();
    await put(id, official);
    await pollResult(id, { home: 24, away: 21 });
    expect(await isDisputed(id)).toBe(true);
    expect((await put(id, { ...official, reason: 'The league says so.' })).data).toMatchObject({
      happened: 'recorded',
      confirmation: 'none',
    });
    expect(await isDisputed(id)).toBe(false);
    await pollResult(id, { home: 24, away: 21 });
    expect([await isDisputed(id), (await claimsOf(id)).length]).toEqual([false, 1]);
    expect((await eventHistory(id)).decisions).toMatchObject([
      { number: 1 },
      { number: 2, upholds: 1, reason: 'The league says so.' },
    ]);
    expect((await findEvent(id))?.gradingVersion).toBe(1);
    await pollResult(id, { home: 24, away: 22 });
    expect([await isDisputed(id), (await claimsOf(id)).length]).toEqual([true, 2]);
    expect((await put(id, official, ben)).data.happened).toBe('confirmed');
    expect(await isDisputed(id)).toBe(false);
  });
  it('is a new claim once the provider had agreed in between, or an admin decided otherwise', async () => {
    const id = await gameSince();
    await put(id, official);
    await pollResult(id, { home: 24, away: 21 });
    await pollResult(id, score);
    expect(await isDisputed(id)).toBe(false);
    await pollResult(id, { home: 24, away: 21 });
    expect([await isDisputed(id), (await claimsOf(id)).length]).toEqual([true, 2]);
    await put(id, { ...official, score: { home: 24, away: 21 } });
    await pollResult(id, { home: 24, away: 21 });
    expect([await isDisputed(id), (await claimsOf(id)).length]).toEqual([false, 2]);
    await put(id, official);
    await pollResult(id, { home: 24, away: 21 });
    expect([await isDisputed(id), (await claimsOf(id)).length]).toEqual([true, 3]);
    expect(await differencesOf(id)).toMatchObject([
      { of: `review of event ${id}`, field: 'reason', is: null, should: 'disputed' },
      { field: 'openedAt', is: null },
    ]);
  });
  it('for a game that was called off is a claim', async () => {
    const id = await gameSince();
    await put(id, { state: 'abandoned', reason: 'Floodlights.' });
    await pollResult(id, score);
    expect([await isDisputed(id), (await findEvent(id))?.state]).toEqual([true, 'abandoned']);
  });
  it('in three polls at once is one claim', async () => {
    const id = await gameSince();
    await put(id, official);
    await Promise.all([1, 2, 3].map(() => pollResult(id, { home: 3, away: 3 })));
    expect(await claimsOf(id)).toHaveLength(1);
  });
});

const projectOutcome = async (outcome: StoredOutcome) => {
  const message = requestReviewOfPick.when({ before: null, after: outcome });
  if (message) await updateOpenReview(message);
};

describe('an open review', () => {
  /** The rows of the list that are about this event. */
  const waiting = async (eventId: EventId) => (await list()).data.filter((row) => row.eventId === eventId);

  it('lists an event that is disputed or unconfirmed, until an admin decides', async () => {
    const id = await gameSince(100);
    const images = [await imageOf(id)];
    const step = async (work: Promise<unknown>) => {
      await work;
      images.push(await imageOf(id));
      await projectEvent(images.at(-2) ?? null, images.at(-1) as EventImage);
      return waiting(id);
    };
    expect(await step(decideEvent(ann, { eventId: id, state: 'final', ...official }, at(-97)))).toEqual([]);
    const late = { state: 'cancelled', reason: 'Annulled.' } as const;
    expect(await step(put(id, late))).toMatchObject([
      { kind: 'event', pickId: null, reason: 'unconfirmed', openedAt: (await findEvent(id))?.decision?.recordedAt, claim: null },
    ]);
    const claim = { home: 24, away: 20, recordedAt: expect.any(String) };
    expect(await step(pollResult(id, score))).toMatchObject([{ reason: 'disputed', claim }]);
    expect(await step(put(id, late))).toMatchObject([{ reason: 'unconfirmed', claim: null }]);
    expect(await step(put(id, late, ben))).toEqual([]);
    // Old records again, and out of order.
    for (const [i, image] of images.entries()) await projectEvent(images[i - 1] ?? null, image);
    for (const image of images.toReversed()) await projectEvent(null, image);
    expect(await waiting(id)).toEqual([]);
    expect(await differencesOf(id)).toEqual([]);
  });
  it('lists an event of which the provider is silent', async () => {
    const id = await gameSince(100);
    const quiet = await imageOf(id);
    await eventEntity()
      .patch({ eventId: id })
      .set({ state: 'needs_review', gradingAt: at(-97).toISOString() })
      .go();
    const silent = await imageOf(id);
    await projectEvent(silent, quiet);
    expect(await waiting(id)).toMatchObject([{ reason: 'needs_review', openedAt: at(-97).toISOString() }]);
    await put(id, official);
    await projectEvent(quiet, silent);
    expect(await waiting(id)).toEqual([]);
  });
  it('lists a suspended game until an admin states its end, and follows a reason that begins anew', async () => {
    const id = await gameSince(40);
    const before = await imageOf(id);
    await put(id, { state: 'suspended', reason: 'A storm.' });
    const suspended = await imageOf(id);
    await projectEvent(before, suspended);
    const since = (await findEvent(id))?.gradingAt;
    expect(await waiting(id)).toMatchObject([{ reason: 'suspended', openedAt: since }]);
    const games = await ask(handler, ListWaitingEvents, { as: ann, query: { waiting: 'result', limit: '100' } });
    expect(games.data).toContainEqual(expect.objectContaining({ eventId: id, waitsSince: since }));
    await put(id, { state: 'suspended', score, suspendedAt: at(-38).toISOString(), reason: 'With the score.' });
    const told = await imageOf(id);
    await projectEvent(suspended, told);
    expect(await differencesOf(id)).toEqual([]);
    await put(id, { state: 'abandoned', score, reason: 'Not resumed within 36 hours.' });
    await projectEvent(told, await imageOf(id));
    expect(await waiting(id)).toEqual([]);
    expect(await differencesOf(id)).toEqual([]);
  });
  it('is right after many updates at once, whichever comes last', async () => {
    const id = await gameSince();
    const quiet = await imageOf(id);
    for (let round = 0; round < 8; round++) {
      const state = round % 2 ? 'scheduled' : 'needs_review';
      const runs = [
        projectEvent(null, { ...quiet, state: 'needs_review' }),
        projectEvent({ ...quiet, state: 'needs_review' }, quiet),
      ];
      await eventEntity().patch({ eventId: id }).set({ state, gradingAt: now.toISOString() }).go();
      await Promise.all([
        ...runs,
        projectEvent(null, { ...quiet, state: 'needs_review' }),
        projectEvent({ ...quiet, state: 'needs_review' }, quiet),
      ]);
      expect((await reviewOf({ eventId: id, pickId: null }))?.reason ?? null).toBe(round % 2 ? null : state);
    }
  });
  it('lists a pick whose newest outcome asks for a review, until one does not', async () => {
    const [eventId, pickId] = [await gameSince(), newId<PickId>(now)];
    const graded = { result: 'ungradeable', profit: 0, rule: 'total', legs: [], reviews: 0, gradedAt: at(-1).toISOString() };
    const leg = {
      eventId,
      sport: 'american_football',
      league: 'nfl',
      market: 'team_total',
      period: 'Q1',
      selection: 'home_over',
      acceptedStart: '',
    };
    await pickEntity()
      .create({
        pickId,
        authorId: ann.userId,
        kind: 'single',
        policyVersion: '1',
        placedAt: '',
        revision: 1,
        revisedAt: '',
        pricedAt: '',
        pricePolicy: '1',
        legs: [leg],
        stake: 1,
        outcomes: 1,
        reviews: 0,
        outcome: { ...graded, review: 'PERIODS_NEEDED' },
        facets: [],
        phase: 'needs_review',
      })
      .go();
    const outcome = { ...graded, pickId, authorId: ann.userId, stake: 1, policyVersion: '1', writtenAt: '' };
    const fact = (version: number, review?: string, before?: string) =>
      ({ ...outcome, version, review, previous: before && { result: 'ungradeable', profit: 0, review: before } }) as never;
    await projectOutcome(fact(1, 'PERIODS_NEEDED'));
    const row = { kind: 'pick', eventId, pickId, reason: 'PERIODS_NEEDED', openedAt: at(-1).toISOString(), claim: null };
    expect(await waiting(eventId)).toEqual([row]);
    await pickEntity()
      .patch({ pickId })
      .set({ outcomes: 2, outcome: { ...graded, result: 'win' } })
      .go();
    await projectOutcome(fact(2, undefined, 'PERIODS_NEEDED'));
    expect(await waiting(eventId)).toEqual([]);
    await projectOutcome(fact(1, 'PERIODS_NEEDED'));
    expect(await waiting(eventId)).toEqual([]);
  });
  it('is listed in pages, the oldest first', async () => {
    const ids = await Promise.all([5, 4, 3, 2, 1].map(() => gameSince(50)));
    for (const [i, eventId] of ids.entries()) {
      const quiet = await imageOf(eventId);
      await eventEntity()
        .patch({ eventId })
        .set({ state: 'needs_review', gradingAt: at(i - 40).toISOString() })
        .go();
      await projectEvent(quiet, await imageOf(eventId));
    }
    const all = (await list()).data;
    expect(all.map(({ openedAt }) => openedAt)).toEqual(all.map(({ openedAt }) => openedAt).toSorted());
    expect(all.map(({ eventId }) => eventId)).toEqual(expect.arrayContaining(ids));
    const paged: typeof all = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: '2', ...(cursor && { cursor }) });
      paged.push(...page.data);
      cursor = page.meta.pagination.cursor;
    } while (cursor);
    expect(paged).toEqual(all);
  });
  it.each([
    ['limit', '0'],
    ['limit', '101'],
    ['cursor', 'made-up'],
    ['kind', 'pick'],
  ])('is not listed for %s=%s', async (name, value) => {
    const { status, error } = await list({ [name]: value });
    expect([status, error.code, error.details.field]).toEqual([400, 'INVALID_INPUT', name]);
  });
});

describe('the games that wait for a result', () => {
  const page = (query: Record<string, string>, as: User = ann) => ask(handler, ListWaitingEvents, { query, as });
  it('are those of which the provider is silent, without picks and disputes, page by page', async () => {
    const ids = await Promise.all([3, 2, 1].map(() => gameSince(60)));
    for (const [i, eventId] of ids.entries()) {
      await eventEntity()
        .patch({ eventId })
        .set({ state: 'needs_review', gradingAt: at(i - 400).toISOString() })
        .go();
      await updateOpenReview({ eventId });
      const pickId = newId<PickId>(now);
      await writeReview({ eventId, pickId }, { reason: 'PERIODS_NEEDED', openedAt: at(i - 401).toISOString() });
    }
    const disputed = await gameSince();
    await writeReview({ eventId: disputed, pickId: null }, { reason: 'disputed', openedAt: at(-500).toISOString() });
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const reply = await page({ waiting: 'result', limit: '2', ...(cursor && { cursor }) });
      found.push(...reply.data.map(({ eventId }) => eventId));
      expect(reply.data.length).toBeLessThanOrEqual(2);
      ({ cursor } = (reply as unknown as { meta: { pagination: { cursor: string | null } } }).meta.pagination);
    }
    expect(found.slice(0, 3)).toEqual(ids);
    expect(found).not.toContain(disputed);
    const [first] = (await page({})).data;
    expect(first).toMatchObject({ eventId: ids[0], league: 'nfl', waitsSince: at(-400).toISOString() });
    await put(ids[0] as string, official);
    await updateOpenReview({ eventId: ids[0] as EventId });
    expect((await page({ waiting: 'result' })).data.map(({ eventId }) => eventId)).not.toContain(ids[0]);
  });
  it.each([
    ['waiting', { waiting: 'picks' }],
    ['cursor', { waiting: 'result', cursor: 'made-up' }],
  ])('are not shown for a bad %s', async (field, query) => {
    const { status, error } = await page(query);
    expect([status, error.details.field]).toEqual([400, field]);
  });
});
