import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { findEvent, getEvent } from '#core/events';
import type { StoredOutcome } from '#core/picks';
import { decideEvent, eventHistory } from '#core/results';
import { requestReviewOfEvent, requestReviewOfPick, updateOpenReview } from '#core/reviews';
import { ingestScores, type OddsProvider } from '#core/sports-data';
import { rolePart } from '#core/users';
import { connection } from '#data/connection';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { DecideEvent, ListReviews } from '#schemas/admin';
import type { EventId, PickId } from '#schemas/common';
import { EventDetail } from '#schemas/events';
import type { ResultDetails } from '#schemas/settlement';
import { eventEntity } from '../../core/events/event.entity.ts';
import { pickEntity } from '../../core/picks/pick.entity.ts';
import { claimsOf } from '../../core/results/claim.store.ts';
import { reviewOf } from '../../core/reviews/open-review.store.ts';
import { factsInOrder } from '../../core/settlement/event-facts-rules.ts';
import { handler } from '../../lambdas/http/admin.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { bettor } from '../support/make/users.ts';
import { differencesIn } from '../support/upkeep.ts';

const HOUR = 3_600_000;
const now = new Date();
const at = (hours: number) => new Date(now.getTime() + hours * HOUR);
let ann: User;
let ben: User;
let cat: User;

/** A bettor whose row has the role of an admin. */
async function admin(handle: string): Promise<User> {
  const user = await bettor(handle, now);
  await transact({ role: rolePart(user.userId, 'admin') });
  return { ...user, role: 'admin' };
}

beforeAll(async () => {
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...most, codesPerAddressPerHour: 1, codesPerNetworkPerHour: 1 });
  [ann, ben, cat] = (await Promise.all(['ann', 'ben', 'cat'].map(admin))) as [User, User, User];
});

/** A game that started so many hours ago. */
const gameSince = (hours = 3): Promise<EventId> => storedGame('nfl', at(-hours), { seenAt: at(-200) });
const score = { home: 24, away: 20 };
const said = { score, reason: 'Official.' };
const details: ResultDetails = {
  minutes: '60:00',
  periods: [
    { period: 'H1', home: 10, away: 20 },
    { period: 'H2', home: 14, away: 0 },
  ],
  facts: {
    entries: { 'Cooper Kupp': { started: true, stats: { receptions: 7, yards: '86.5' } }, 'T. Higbee': { started: false } },
  },
};
const put = (eventId: string, body: object, as: User | undefined = ann) =>
  ask(handler, DecideEvent, { params: { eventId }, body, ...(as && { as }) });
const list = async (query: Record<string, string> = {}, as: User = ann) => {
  const reply = await ask(handler, ListReviews, { query: { limit: '100', ...query }, as });
  return { ...reply, meta: (reply as unknown as { meta: { pagination: { cursor: string | null } } }).meta };
};

describe('PUT /admin/events/{eventId}/result', () => {
  it.each<[string, object]>([
    ['state', { state: 'won' }],
    ['state', { state: 'needs_review' }],
    ['state', { state: 'scheduled' }],
    ['score', { score: undefined }],
    ['score', { score: undefined, state: 'forfeit' }],
    ['score', { state: 'cancelled' }],
    ['score', { state: 'walkover' }],
    ['score', { score: undefined, state: 'abandoned', minutes: 12 }],
    ['score.home', { score: { home: -1, away: 0 } }],
    ['score.home', { score: { home: 1.5, away: 0 } }],
    ['score.away', { score: { home: 1 } }],
    ['score.draw', { score: { ...score, draw: 1 } }],
    [
      'periods',
      {
        periods: [
          { period: 'H1', home: 10, away: 20 },
          { period: 'H2', home: 10, away: 0 },
        ],
      },
    ],
    ['periods.0.period', { periods: [{ period: 'Q9', home: 0, away: 0 }] }],
    ['minutes', { minutes: 'long' }],
    ['extraTime', { extraTime: 'yes' }],
    ['facts.mvp', { facts: { mvp: 'Kupp' } }],
    ['facts.entries.Kupp.goals', { facts: { entries: { Kupp: { goals: 1 } } } }],
    ['facts', { facts: { entries: Object.fromEntries(Array.from({ length: 700 }, (_, i) => [`${i}`.padStart(90, 'x'), {}])) } }],
    ['reason', { reason: undefined }],
    ['reason', { reason: ' ab ' }],
    ['reason', { reason: 'x'.repeat(501) }],
    ['source', { source: 'me' }],
    ['confirms', { confirms: 1 }],
  ])('is refused with the name of its wrong field: %s: %j', async (field, change) => {
    const id = await gameSince();
    const { status, error } = await put(id, { ...said, ...change });
    expect([status, error.code, error.details.field]).toEqual([400, 'INVALID_INPUT', field]);
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 0, decision: null });
  });
  it('replies 404 for an unknown event and 400 for a malformed id', async () => {
    expect((await put(newId(now), said)).status).toBe(404);
    expect((await put('game-1', said)).error.details).toEqual({ field: 'eventId' });
  });
  it.each(['final', 'forfeit', 'abandoned', 'suspended', 'retired', 'walkover'])(
    '409 for %s of a game to come',
    async (state) => {
      const id = await gameSince(-1);
      const { status, error } = await put(id, {
        reason: 'Early.',
        state,
        ...(['final', 'forfeit'].includes(state) && { score }),
      });
      expect([status, error.code]).toEqual([409, 'CONFLICT']);
    },
  );
  it.each(['postponed', 'cancelled'])('takes %s for an event that has not started', async (state) => {
    const id = await gameSince(-1);
    expect((await put(id, { reason: 'Storm.', state })).data).toMatchObject({ state, result: null, happened: 'recorded' });
  });
});

describe('a decision', () => {
  it('is a version of the result and the state with its source and reason, pins the event, and is kept beside it', async () => {
    const id = await gameSince();
    const { status, data } = await put(id, { ...said, ...details });
    expect([status, data]).toEqual([
      200,
      {
        eventId: id,
        state: 'final',
        result: { ...score, version: 1, recordedAt: expect.any(String), details },
        decidedBy: ann.userId,
        decidedAt: expect.any(String),
        confirmation: 'none',
        confirmedBy: null,
        happened: 'recorded',
      },
    ]);
    const event = await findEvent(id);
    expect(event).toMatchObject({ state: 'final', pinned: true, gradingVersion: 1, result: { version: 1, detailed: true } });
    expect(JSON.stringify(event)).not.toContain('Kupp');
    const { results, states, decisions } = await eventHistory(id);
    expect(results).toMatchObject([{ version: 1, ...score, details, source: ann.userId, reason: 'Official.' }]);
    expect(states).toMatchObject([{ version: 1, state: 'final', source: ann.userId, reason: 'Official.' }]);
    expect(decisions).toMatchObject([
      { number: 1, by: ann.userId, reason: 'Official.', state: 'final', stateVersion: 1, resultVersion: 1 },
    ]);
  });
  it('shows no bettor who made it', async () => {
    const id = await gameSince();
    await put(id, { ...said, ...details });
    const shown = EventDetail.parse(await getEvent({ kind: 'public', address: '' }, id, now));
    expect(shown).toMatchObject({ status: 'final', result: score });
    expect(JSON.stringify(shown)).not.toContain(ann.userId);
  });
  it('that is repeated is one decision, whatever the order of its facts', async () => {
    const id = await gameSince();
    await put(id, { ...said, ...details });
    const before = await findEvent(id);
    const { facts: { entries = {} } = {}, minutes, periods } = details;
    const turned = { facts: { entries: Object.fromEntries(Object.entries(entries).reverse()) }, periods, minutes, ...said };
    expect((await put(id, { ...turned, reason: 'Still.' })).data).toMatchObject({ happened: 'unchanged', result: { details } });
    expect(await findEvent(id)).toEqual(before);
  });
  it('that goes back to an earlier statement is a version of its own', async () => {
    const id = await gameSince();
    const others = [
      said,
      { ...said, minutes: 60 },
      { ...said, state: 'forfeit', minutes: 60 },
      said,
      { state: 'cancelled', reason: 'No.' },
      said,
    ];
    for (const other of others) expect((await put(id, other)).data.happened).toBe('recorded');
    const { results, states, decisions } = await eventHistory(id);
    expect(results.map((row) => row.details?.minutes ?? null)).toEqual([null, 60, null]);
    expect(states.map(({ state }) => state)).toEqual(['final', 'forfeit', 'final', 'cancelled', 'final']);
    expect(decisions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 6, result: { version: 3 }, state: 'final' });
    expect((await findEvent(id))?.result?.detailed).toBeUndefined();
  });
  it('that ten admins make at once is recorded once, and confirmed by one other', async () => {
    const id = await gameSince();
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => put(id, said, i % 2 ? ann : ben)));
    expect(replies.map(({ data }) => data.happened).sort()).toEqual(['confirmed', 'recorded', ...Array(8).fill('unchanged')]);
    const { decisions } = await eventHistory(id);
    expect(decisions.map(({ confirms }) => confirms)).toEqual([undefined, 1]);
    expect(new Set(decisions.map(({ by }) => by)).size).toBe(2);
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 2, decision: { number: 1, confirmation: 'confirmed' } });
  });
  const tenAtOnce = (id: EventId) =>
    Promise.all(Array.from({ length: 10 }, (_, away) => put(id, { ...said, score: { home: 24, away } }, away % 2 ? ann : ben)));
  it('by ten who differ, and have all read before anybody writes, is recorded once: nine are told, and nothing fails', async () => {
    const id = await gameSince();
    const allRead = Promise.withResolvers<void>();
    let reading = 10;
    const remove = intercept(async ({ name, input }, send) => {
      if (name.startsWith('TransactWrite') && JSON.stringify(input).includes(id)) {
        if (--reading === 0) allRead.resolve();
        await allRead.promise;
      }
      return send();
    });
    const replies = await tenAtOnce(id).finally(remove);
    expect(reading).toBeLessThanOrEqual(0);
    const refusals = replies.filter(({ status }) => status !== 200);
    expect(refusals.map(({ status, error }) => [status, error.code])).toEqual(Array(9).fill([409, 'CONFLICT']));
    const { results, decisions } = await eventHistory(id);
    expect([results.length, decisions.length]).toEqual([1, 1]);
    const winner = replies.find(({ status }) => status === 200);
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 1, result: { version: 1, away: winner?.data.result?.away } });
    expect(await differencesOf(id)).toEqual([]);
  });
  it('by ten at once who differ: each is recorded or told, and nothing fails or comes in between', async () => {
    const id = await gameSince();
    const replies = await tenAtOnce(id);
    const recorded = replies.filter(({ status }) => status === 200).length;
    const refusals = replies.filter(({ status }) => status !== 200);
    expect(refusals.map(({ status, error }) => [status, error.code])).toEqual(Array(10 - recorded).fill([409, 'CONFLICT']));
    const { results, decisions } = await eventHistory(id);
    expect([results.length, decisions.length]).toEqual([recorded, recorded]);
    expect(decisions.map(({ number, resultVersion }) => [number, resultVersion])).toEqual(
      results.map(({ version }) => [version, version]),
    );
    expect(await findEvent(id)).toMatchObject({ gradingVersion: recorded, result: { version: recorded } });
    expect(await differencesOf(id)).toEqual([]);
  });
});

describe('a late decision', () => {
  const confirmedOf = async (id: EventId) => {
    const event = await findEvent(id);
    if (!event) throw new Error('no event');
    return factsInOrder(event, await eventHistory(id)).map(({ result, agreed }) => [result?.away, agreed !== null]);
  };
  const late = async () => {
    const id = await gameSince(100);
    await decideEvent(ann, { eventId: id, state: 'final', ...said }, at(-97));
    return id;
  };
  it('waits for a second admin, and a newer decision replaces it', async () => {
    const id = await late();
    const other = { ...said, score: { home: 24, away: 21 } };
    expect((await put(id, other)).data).toMatchObject({ happened: 'recorded', confirmation: 'waiting', confirmedBy: null });
    expect((await put(id, other)).data).toMatchObject({ happened: 'unchanged', confirmation: 'waiting' });
    expect(await confirmedOf(id)).toEqual([
      [20, false],
      [21, false],
    ]);
    expect((await put(id, { ...other, reason: 'I saw it too.' }, ben)).data).toMatchObject({
      happened: 'confirmed',
      confirmation: 'confirmed',
      decidedBy: ann.userId,
      confirmedBy: ben.userId,
    });
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 3, gradingAt: expect.any(String) });
    expect((await confirmedOf(id)).at(-1)).toEqual([21, true]);
    for (const who of [ann, ben, cat]) expect((await put(id, other, who)).data.happened).toBe('unchanged');

    expect((await put(id, said, cat)).data).toMatchObject({ happened: 'recorded', confirmation: 'waiting', confirmedBy: null });
    await reviewed(id);
    expect(await differencesOf(id)).toEqual([]);
    expect((await confirmedOf(id)).slice(-2)).toEqual([
      [21, true],
      [20, false],
    ]);
    expect((await eventHistory(id)).decisions.map(({ by, confirms }) => [by, confirms])).toEqual([
      [ann.userId, undefined],
      [ann.userId, undefined],
      [ben.userId, 2],
      [cat.userId, undefined],
    ]);
  });
  it('that several admins confirm at once is confirmed once', async () => {
    const id = await late();
    await put(id, { state: 'cancelled', reason: 'Annulled.' });
    const seconds = await Promise.all(
      [ben, cat, ann, ben, cat].map((who) => put(id, { state: 'cancelled', reason: 'So.' }, who)),
    );
    expect(seconds.map(({ data }) => data.happened).sort()).toEqual(['confirmed', ...Array(4).fill('unchanged')]);
    expect((await eventHistory(id)).decisions.filter(({ confirms }) => confirms === 2)).toHaveLength(1);
  });
});

describe('a decision whose process dies at any call', () => {
  it('is stored whole or not at all, and a repeat leaves it once', async () => {
    for (let k = 1; ; k++) {
      const id = await gameSince();
      let calls = 0;
      connection().client.middlewareStack.add(
        (next) => (args) => {
          if (++calls >= k) throw new Error('the process is gone');
          return next(args);
        },
        { step: 'initialize', name: 'crash', override: true },
      );
      const first = await decideEvent(ann, { eventId: id, state: 'final', ...said, details }, now).catch(() => null);
      connection().client.middlewareStack.remove('crash');
      const again = await decideEvent(ann, { eventId: id, state: 'final', ...said, details }, now);
      expect(again).toMatchObject({ state: 'final', result: { version: 1, details }, confirmation: 'none' });
      const rows = Object.values(await eventHistory(id)).map(({ length }) => length);
      expect([rows, (await findEvent(id))?.gradingVersion]).toEqual([[1, 1, 1, 1], 1]);
      if (!first) continue;
      expect([first.happened, again.happened, k > 5]).toEqual(['recorded', 'unchanged', true]);
      return;
    }
  });
});

/** A provider that shows one game, over with this score. */
function shows(eventId: EventId, result: { home: number; away: number }, more?: ResultDetails): Promise<unknown> {
  const quota = { remaining: null, used: null, last: null };
  const nothing = async () => ({ items: [], setAside: [], quota });
  const provider: OddsProvider = {
    name: 'test',
    odds: nothing,
    further: nothing,
    scores: async (league) => {
      const event = await findEvent(eventId);
      if (!event || league !== event.league) return nothing();
      const { providerGameId, home, away, startsAt } = event;
      const item = { providerGameId, home, away, startsAt, completed: true, score: result, details: more };
      return { items: [item], setAside: [], quota };
    },
  };
  return ingestScores(system('ingest-scores'), { force: true }, new Date(), provider);
}
const disputed = async (eventId: EventId) => (await findEvent(eventId))?.disputedHash !== null;

describe('the result of a provider', () => {
  it('includes details, which a score alone does not remove', async () => {
    const id = await gameSince();
    await shows(id, score, details);
    await shows(id, score);
    await shows(id, score, details);
    const { results } = await eventHistory(id);
    expect(results).toMatchObject([{ version: 1, details, source: 'ingest-scores' }]);
    await shows(id, { home: 24, away: 21 });
    expect((await eventHistory(id)).results.map((row) => [row.away, row.details ?? null])).toEqual([
      [20, details],
      [21, null],
    ]);
  });
  it('that contradicts a decision is stored once as a claim and changes no outcome', async () => {
    const id = await gameSince();
    await put(id, { ...said, ...details });
    const decided = await findEvent(id);
    await shows(id, score);
    expect(await findEvent(id)).toEqual(decided);
    for (let poll = 0; poll < 3; poll++) await shows(id, { home: 24, away: 21 }, { minutes: 60 });
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
    await put(id, said);
    await shows(id, { home: 24, away: 21 });
    expect(await disputed(id)).toBe(true);
    expect((await put(id, { ...said, reason: 'The league says so.' })).data).toMatchObject({
      happened: 'recorded',
      confirmation: 'none',
    });
    expect(await disputed(id)).toBe(false);
    await shows(id, { home: 24, away: 21 });
    expect([await disputed(id), (await claimsOf(id)).length]).toEqual([false, 1]);
    expect((await eventHistory(id)).decisions).toMatchObject([
      { number: 1 },
      { number: 2, upholds: 1, reason: 'The league says so.' },
    ]);
    expect((await findEvent(id))?.gradingVersion).toBe(1);
    await shows(id, { home: 24, away: 22 });
    expect([await disputed(id), (await claimsOf(id)).length]).toEqual([true, 2]);
    expect((await put(id, said, ben)).data.happened).toBe('confirmed');
    expect(await disputed(id)).toBe(false);
  });
  it('is a new claim once the provider had agreed in between, or an admin decided otherwise', async () => {
    const id = await gameSince();
    await put(id, said);
    await shows(id, { home: 24, away: 21 });
    await shows(id, score);
    expect(await disputed(id)).toBe(false);
    await shows(id, { home: 24, away: 21 });
    expect([await disputed(id), (await claimsOf(id)).length]).toEqual([true, 2]);
    await put(id, { ...said, score: { home: 24, away: 21 } });
    await shows(id, { home: 24, away: 21 });
    expect([await disputed(id), (await claimsOf(id)).length]).toEqual([false, 2]);
    await put(id, said);
    await shows(id, { home: 24, away: 21 });
    expect([await disputed(id), (await claimsOf(id)).length]).toEqual([true, 3]);
    expect(await differencesOf(id)).toMatchObject([
      { of: `review of event ${id}`, field: 'reason', is: null, should: 'disputed' },
      { field: 'openedAt', is: null },
    ]);
  });
  it('for a game that was called off is a claim', async () => {
    const id = await gameSince();
    await put(id, { state: 'abandoned', reason: 'Floodlights.' });
    await shows(id, score);
    expect([await disputed(id), (await findEvent(id))?.state]).toEqual([true, 'abandoned']);
  });
  it('in three polls at once is one claim', async () => {
    const id = await gameSince();
    await put(id, said);
    await Promise.all([1, 2, 3].map(() => shows(id, { home: 3, away: 3 })));
    expect(await claimsOf(id)).toHaveLength(1);
  });
});

const differencesOf = (eventId: EventId) => differencesIn({ event: [eventId] }, new Date());
const imageOf = async (eventId: EventId) => {
  const { data } = await eventEntity().get({ eventId }).go({ consistent: true, data: 'raw' });
  return (data as unknown as { Item: Record<string, unknown> }).Item;
};
/** The list as the stream's reader and the reviews queue leave it. */
const reviewed = async (eventId: EventId) => project(null, await imageOf(eventId));
type Image = Awaited<ReturnType<typeof imageOf>>;
const project = async (before: Image | null, after: Image) => {
  const { row, when } = requestReviewOfEvent;
  const message = when({ before: before && row(before), after: row(after) });
  if (message) await updateOpenReview(message);
};
const projectOutcome = async (outcome: StoredOutcome) => {
  const message = requestReviewOfPick.when({ before: null, after: outcome });
  if (message) await updateOpenReview(message);
};

describe('an open review', () => {
  /** What of the list is about this event. */
  const waiting = async (eventId: EventId) => (await list()).data.filter((row) => row.eventId === eventId);

  it('lists an event that is disputed or unconfirmed, until an admin decides', async () => {
    const id = await gameSince(100);
    const images = [await imageOf(id)];
    const step = async (work: Promise<unknown>) => {
      await work;
      images.push(await imageOf(id));
      await project(images.at(-2) ?? null, images.at(-1) as Image);
      return waiting(id);
    };
    expect(await step(decideEvent(ann, { eventId: id, state: 'final', ...said }, at(-97)))).toEqual([]);
    const late = { state: 'cancelled', reason: 'Annulled.' } as const;
    expect(await step(put(id, late))).toMatchObject([
      { kind: 'event', pickId: null, reason: 'unconfirmed', openedAt: (await findEvent(id))?.decision?.recordedAt, claim: null },
    ]);
    const claim = { home: 24, away: 20, recordedAt: expect.any(String) };
    expect(await step(shows(id, score))).toMatchObject([{ reason: 'disputed', claim }]);
    expect(await step(put(id, late))).toMatchObject([{ reason: 'unconfirmed', claim: null }]);
    expect(await step(put(id, late, ben))).toEqual([]);
    // Old records again, and out of order.
    for (const [i, image] of images.entries()) await project(images[i - 1] ?? null, image);
    for (const image of images.toReversed()) await project(null, image);
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
    await project(silent, quiet);
    expect(await waiting(id)).toMatchObject([{ reason: 'needs_review', openedAt: at(-97).toISOString() }]);
    await put(id, said);
    await project(quiet, silent);
    expect(await waiting(id)).toEqual([]);
  });
  it('is right after many updates at once, whichever comes last', async () => {
    const id = await gameSince();
    const quiet = await imageOf(id);
    for (let round = 0; round < 8; round++) {
      const state = round % 2 ? 'scheduled' : 'needs_review';
      const runs = [project(null, { ...quiet, state: 'needs_review' }), project({ ...quiet, state: 'needs_review' }, quiet)];
      await eventEntity().patch({ eventId: id }).set({ state, gradingAt: now.toISOString() }).go();
      await Promise.all([
        ...runs,
        project(null, { ...quiet, state: 'needs_review' }),
        project({ ...quiet, state: 'needs_review' }, quiet),
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
        legs: [leg],
        stake: 1,
        outcomes: 1,
        reviews: 0,
        outcome: { ...graded, review: 'PERIODS_NEEDED' },
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
      await project(quiet, await imageOf(eventId));
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
