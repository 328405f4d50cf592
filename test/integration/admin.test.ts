import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { findEvent, getEvent } from '#core/events';
import { decideEvent, eventHistory } from '#core/results';
import { connection } from '#data/connection';
import { newId } from '#platform/ids';
import { MOST_DECISIONS } from '#schemas/admin';
import type { EventId } from '#schemas/common';
import { EventDetail } from '#schemas/events';
import { eventDecisionEntity } from '../../core/results/event-decision.entity.ts';
import { factsInOrder } from '../../core/settlement/event-facts-rules.ts';
import {
  at,
  details,
  differencesOf,
  gameSince,
  listReviews,
  now,
  official,
  projectNow,
  putResult,
  registerAdmins,
  score,
} from '../support/decisions.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

let ann: User;
let ben: User;
let cat: User;
beforeAll(async () => {
  [ann, ben, cat] = await registerAdmins();
});
const put = (eventId: string, body: object, as: User | undefined = ann) => putResult(eventId, body, as);
const _list = (query: Record<string, string> = {}, as: User = ann) => listReviews(as, query);

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
    ['facts.method', { facts: { method: 'ko' } }],
    ['facts.corners', { facts: { corners: { home: 1, away: 2 } } }],
    ['facts.value', { facts: { value: 7 } }],
    ['periods.0.period', { periods: [{ period: 'P1', home: 7, away: 0 }] }],
    ['suspendedAt', { suspendedAt: at(1).toISOString() }],
    ['actualStart', { actualStart: at(1).toISOString() }],
    ['actualStart', { actualStart: 'kick-off' }],
    ['resumedAt', { suspendedAt: at(-2).toISOString(), resumedAt: at(-2.5).toISOString() }],
    ['atSuspension.score', { suspendedAt: at(-2).toISOString(), atSuspension: { score: { home: 30, away: 0 } } }],
    ['atSuspension.score', { suspendedAt: at(-2).toISOString(), atSuspension: { minutes: 3 } }],
    ['reason', { reason: undefined }],
    ['reason', { reason: ' ab ' }],
    ['reason', { reason: 'x'.repeat(501) }],
    ['source', { source: 'me' }],
    ['confirms', { confirms: 1 }],
  ])('is refused with the name of its wrong field: %s: %j', async (field, change) => {
    const id = await gameSince();
    const { status, error } = await put(id, { ...official, ...change });
    expect([status, error.code, error.details.field]).toEqual([400, 'INVALID_INPUT', field]);
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 0, decision: null });
  });
  it('replies 404 for an unknown event and 400 for a malformed id', async () => {
    expect((await put(newId(now), official)).status).toBe(404);
    expect((await put('game-1', official)).error.details).toMatchObject({ field: 'eventId' });
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
    const { status, data } = await put(id, { ...official, ...details });
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
    await put(id, { ...official, ...details });
    const shown = EventDetail.parse(await getEvent({ kind: 'public', address: '' }, id, now));
    expect(shown).toMatchObject({ status: 'final', result: score, details });
    expect(JSON.stringify(shown)).not.toContain(ann.userId);
  });
  it('that is repeated is one decision, whatever the order of its facts', async () => {
    const id = await gameSince();
    await put(id, { ...official, ...details });
    const before = await findEvent(id);
    const { facts: { entries = {} } = {}, minutes, periods } = details;
    const turned = { facts: { entries: Object.fromEntries(Object.entries(entries).reverse()) }, periods, minutes, ...official };
    expect((await put(id, { ...turned, reason: 'Still.' })).data).toMatchObject({ happened: 'unchanged', result: { details } });
    expect(await findEvent(id)).toEqual(before);
  });
  it('that goes back to an earlier statement is a version of its own', async () => {
    const id = await gameSince();
    const others = [
      official,
      { ...official, minutes: 60 },
      { ...official, state: 'forfeit', minutes: 60 },
      official,
      { state: 'cancelled', reason: 'No.' },
      official,
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
    const putUntilTaken = (as: User) =>
      retryUnavailable(async () => {
        const { status, data, error } = await put(id, official, as);
        if (status === 503) throw error;
        return data;
      });
    const replies = await Promise.all(Array.from({ length: 10 }, (_, i) => putUntilTaken(i % 2 ? ann : ben)));
    expect(replies.map(({ happened }) => happened).sort()).toEqual(['confirmed', 'recorded', ...Array(8).fill('unchanged')]);
    const { decisions } = await eventHistory(id);
    expect(decisions.map(({ confirms }) => confirms)).toEqual([undefined, 1]);
    expect(new Set(decisions.map(({ by }) => by)).size).toBe(2);
    expect(await findEvent(id)).toMatchObject({ gradingVersion: 2, decision: { number: 1, confirmation: 'confirmed' } });
  });
  const tenAtOnce = (id: EventId) =>
    Promise.all(
      Array.from({ length: 10 }, (_, away) => put(id, { ...official, score: { home: 24, away } }, away % 2 ? ann : ben)),
    );
  it('of ten admins who differ, and have all read before anybody writes, is recorded once, and nine are refused', async () => {
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
  it('of ten admins who differ at once is recorded whole or refused', async () => {
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
    await decideEvent(ann, { eventId: id, state: 'final', ...official }, at(-97));
    return id;
  };
  it('waits for a second admin, and a newer decision replaces it', async () => {
    const id = await late();
    const other = { ...official, score: { home: 24, away: 21 } };
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

    expect((await put(id, official, cat)).data).toMatchObject({
      happened: 'recorded',
      confirmation: 'waiting',
      confirmedBy: null,
    });
    await projectNow(id);
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

describe('an event with the most decisions', () => {
  it('takes no other, and the same again is no decision', async () => {
    const id = await gameSince();
    await put(id, official);
    const [first] = (await eventHistory(id)).decisions;
    const more = Array.from({ length: MOST_DECISIONS - 1 }, (_, i) => ({ ...first, eventId: id as string, number: i + 2 }));
    await eventDecisionEntity()
      .put(more as Parameters<ReturnType<typeof eventDecisionEntity>['put']>[0] & object[])
      .go({ concurrent: 4 });
    expect(await put(id, { ...official, score: { home: 1, away: 0 } })).toMatchObject({
      status: 409,
      error: { code: 'LIMIT_REACHED' },
    });
    expect(await put(id, official)).toMatchObject({ status: 200, data: { happened: 'unchanged' } });
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
      const first = await decideEvent(ann, { eventId: id, state: 'final', ...official, details }, now).catch(() => null);
      connection().client.middlewareStack.remove('crash');
      const again = await decideEvent(ann, { eventId: id, state: 'final', ...official, details }, now);
      expect(again).toMatchObject({ state: 'final', result: { version: 1, details }, confirmation: 'none' });
      const rows = Object.values(await eventHistory(id)).map(({ length }) => length);
      expect([rows, (await findEvent(id))?.gradingVersion]).toEqual([[1, 1, 1, 1], 1]);
      if (!first) continue;
      expect([first.happened, again.happened, k > 5]).toEqual(['recorded', 'unchanged', true]);
      return;
    }
  });
});
