import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { findEvent } from '#core/events';
import { editPick, pickById, picksByIds, placePick, type StoredPick, withdrawPick } from '#core/picks';
import { DomainError } from '#errors';
import type { EventId, PickId } from '#schemas/common';
import { EditPick, PlacePick, WithdrawPick } from '#schemas/picks';
import { windowAt } from '../../core/limits/limit.store.ts';
import { handler as picks } from '../../lambdas/http/picks.ts';
import { changeEvent } from '../support/change-event.ts';
import { broken, conflict, type Interceptor, intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';
import { idsOfEvent } from '../support/ids-of-event.ts';
import { storedGame } from '../support/make/games.ts';
import { editBody, singleBody } from '../support/make/pick-bodies.ts';
import { tokenHolder } from '../support/make/users.ts';
import { differencesIn, WITHOUT_STREAM } from '../support/upkeep.ts';

// A real second before a start and one after it, on whatever machine.

const noon = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const ingest = system('ingest-events');

const words = (eventId: EventId) => singleBody(eventId, { line: '-3.5', stakeUnits: '1.5' });
const body = (eventId: EventId) => PlacePick.body.parse(words(eventId));
const tokenHolders = (n: number, now: Date) => Array.from({ length: n }, () => tokenHolder(now));
const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : String(error));

/** While it lasts, so many of the transactions are lost to a neighbour, and some calls take their time. */
async function crowded<T>(share: number, work: () => Promise<T>, interceptor: Interceptor = neighbours(share)): Promise<T> {
  const end = intercept(interceptor);
  return work().finally(end);
}
const neighbours =
  (share: number): Interceptor =>
  async ({ name, input }, send) => {
    const items = (input.TransactItems as unknown[] | undefined)?.length ?? 0;
    if (name === 'TransactWriteItemsCommand' && Math.random() < share) throw conflict(items, Math.floor(Math.random() * items));
    await sleep(Math.random() * 10);
    return send();
  };

/** Every pick of an event, each whole: revisions, outcomes, leg, and what the event's facts make of it. */
async function wholePicks(eventId: EventId, now: Date): Promise<StoredPick[]> {
  const pick = await idsOfEvent(eventId);
  expect(await differencesIn({ event: [eventId], pick }, now, WITHOUT_STREAM)).toEqual([]);
  return picksByIds(pick);
}

beforeAll(() => {
  process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 1000, freePerMinute: 1000, premiumPerMinute: 1000 });
});

describe('a hundred writes in the two seconds around a start', () => {
  it('are taken before it, and none at or after it', async () => {
    const setUp = new Date();
    const eventId = await storedGame('nfl', new Date(setUp.getTime() + 3_600_000));
    const authors = tokenHolders(66, setUp);
    /** Two of three writes are on somebody's pick, each on another one. */
    const owned = (i: number) => Math.floor(i / 3) * 2 + (i % 3) - 1;
    const before = await Promise.all(authors.map((who) => placePick(who, body(eventId), undefined, setUp)));
    const startsAt = new Date(Date.now() + 1_500);
    await changeEvent(ingest, eventId, { startsAt: startsAt.toISOString() }, new Date());

    const write = (i: number, who: User, pickId: string) => {
      if (i % 3 === 0) return ask(picks, PlacePick, { as: tokenHolder(setUp), body: words(eventId) });
      if (i % 3 === 1) return ask(picks, EditPick, { as: who, params: { pickId }, body: editBody(1, { line: '-7' }) });
      return ask(picks, WithdrawPick, { as: who, params: { pickId } });
    };
    const tries = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        await sleep(startsAt.getTime() - 1_000 + i * 20 - Date.now());
        const sentAt = Date.now();
        const { status, error, data } = await write(i, authors[owned(i)] as User, before[owned(i)]?.id ?? '');
        return { late: sentAt >= startsAt.getTime(), status, code: error?.code, data };
      }),
    );

    const taken = tries.filter(({ status }) => status < 300);
    const refused = tries.filter(({ status }) => status >= 300);
    expect(taken.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    expect(taken.filter(({ late }) => late)).toEqual([]);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['PICK_LOCKED']));
    const all = await wholePicks(eventId, new Date());
    const writtenAt = all.flatMap(({ placedAt, revisedAt, withdrawnAt }) => [placedAt, revisedAt, withdrawnAt ?? placedAt]);
    expect(writtenAt.filter((instant) => instant >= startsAt.toISOString())).toEqual([]);
    const changed = all.filter(({ revision, withdrawnAt }) => revision > 1 || withdrawnAt !== undefined).length;
    expect(all.length - 66 + changed).toBe(taken.length);
  });
});

describe('fifty picks of fifty bettors on one event at once, among conflicts', () => {
  it('are made once and whole, or refused in so many words', async () => {
    const eventId = await storedGame('nfl', at(60));
    const bettors = tokenHolders(50, noon);
    const tries = await crowded(0.7, () =>
      Promise.allSettled(bettors.map((who) => placePick(who, body(eventId), undefined, noon))),
    );
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refused.filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
    const found = await wholePicks(eventId, noon);
    const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(new Set(found.map(({ pickId }) => pickId))).toEqual(new Set(made));
    expect(new Set(found.map(({ authorId }) => authorId)).size).toBe(made.length);
    const counts = await Promise.all(
      bettors.map(({ userId }) => windowAt(`user#${userId}`, PlacePick.name, PlacePick.limits[0], noon)),
    );
    expect(counts.map((window) => window?.calls ?? 0)).toEqual(tries.map(({ status }) => (status === 'fulfilled' ? 1 : 0)));
  });

  it('are fifty in the end, when each asks again with its Idempotency-Key', async () => {
    const eventId = await storedGame('nfl', at(60));
    const bettors = tokenHolders(50, noon);
    /** Conflicts, and answers that get lost after the write. */
    const unkind: Interceptor = async (call, send) => {
      const reply = await neighbours(0.6)(call, send);
      if (call.name === 'TransactWriteItemsCommand' && Math.random() < 0.3) throw broken();
      return reply;
    };
    const insisting = async (who: User) => {
      for (;;) {
        const made = await placePick(who, body(eventId), 'once', noon).catch((error: Error) => error);
        if (!(made instanceof Error)) return made.id;
        expect(['UNAVAILABLE', 'TimeoutError']).toContain(made instanceof DomainError ? made.code : made.name);
      }
    };
    const ids = await crowded(0, () => Promise.all(bettors.map(insisting)), unkind);
    const found = await wholePicks(eventId, noon);
    expect(found.map(({ pickId }) => pickId as string).sort()).toEqual([...ids].sort());
    expect(new Set(found.map(({ authorId }) => authorId)).size).toBe(50);
  });

  it('of one bettor with one key, ten at once, are one', async () => {
    const eventId = await storedGame('nfl', at(60));
    const who = tokenHolder(noon);
    const tries = await crowded(0.3, () =>
      Promise.allSettled(Array.from({ length: 10 }, () => placePick(who, body(eventId), 'once', noon))),
    );
    const ids = new Set(tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])));
    expect(ids.size).toBe(1);
    expect((await wholePicks(eventId, noon)).map(({ pickId }) => pickId)).toEqual([...ids]);
  });
});

describe('a start that moves while picks are being made', () => {
  it('to one that has passed: from that moment on none is taken', async () => {
    const eventId = await storedGame('nfl', at(60));
    let moved = false;
    const tries = await crowded(0.2, () =>
      Promise.all([
        sleep(30)
          .then(() => changeEvent(ingest, eventId, { startsAt: at(10).toISOString() }, at(20)))
          .then(() => {
            moved = true;
          }),
        ...tokenHolders(30, noon).map(async (who, i) => {
          await sleep(i * 5);
          const tooLate = moved;
          const made = await placePick(who, body(eventId), undefined, at(20)).catch((error: unknown) => error);
          return { tooLate, made };
        }),
      ]),
    );
    const late = tries.flatMap((one) => (one?.tooLate ? [one.made] : []));
    expect(late.filter((made) => !(made instanceof DomainError))).toEqual([]);
    const made = tries.filter((one) => one && !(one.made instanceof Error));
    expect(await wholePicks(eventId, at(20))).toHaveLength(made.length);
  });

  it('to a later one after it has passed: what was made before stays locked, whoever comes first', async () => {
    const eventId = await storedGame('nfl', at(60));
    const owners = tokenHolders(12, noon);
    const ids = await Promise.all(owners.map(async (who) => (await placePick(who, body(eventId), undefined, noon)).id as PickId));
    const [, ...tries] = await crowded(0.2, () =>
      Promise.all([
        changeEvent(ingest, eventId, { startsAt: at(180).toISOString() }, at(61)),
        ...owners.map((who, i) => {
          const pickId = ids[i] as PickId;
          const edit = () => editPick(who, pickId, EditPick.body.parse(editBody(1, { line: '-7' })), at(61));
          return (i % 2 ? edit() : withdrawPick(who, pickId, at(61))).then(() => 'done', codeOf);
        }),
      ]),
    );
    expect(tries.filter((code) => !['PICK_LOCKED', 'UNAVAILABLE'].includes(code))).toEqual([]);
    expect((await wholePicks(eventId, at(62))).every(({ revision, withdrawnAt }) => revision === 1 && !withdrawnAt)).toBe(true);
  });

  it('ten times at once, by as many providers: the versions count without a gap, and all copies of the lock are alike', async () => {
    const eventId = await storedGame('nfl', at(600));
    const starts = Array.from({ length: 4 }, (_, i) => at(610 + i).toISOString());
    const tries = await crowded(0.2, () =>
      Promise.allSettled(starts.map((startsAt) => changeEvent(ingest, eventId, { startsAt }, at(1)))),
    );
    const refused = tries.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refused.filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
    await wholePicks(eventId, at(2));
    expect((await findEvent(eventId))?.startVersion).toBe(1 + tries.length - refused.length);
  });
});

describe('one pick', () => {
  it('edited, withdrawn and edited again at once is one or the other', async () => {
    const eventId = await storedGame('nfl', at(60));
    const who = tokenHolder(noon);
    const id = (await placePick(who, body(eventId), undefined, noon)).id as PickId;
    const edit = () => editPick(who, id, EditPick.body.parse(editBody(1, { line: '-7' })), at(1));
    const tries = await crowded(0.3, () => Promise.allSettled([edit(), withdrawPick(who, id, at(1)), edit(), edit()]));
    const edits = tries.filter((one, i) => i !== 1 && one.status === 'fulfilled').length;
    expect(edits).toBeLessThanOrEqual(1);
    await wholePicks(eventId, at(2));
    expect(await pickById(id)).toMatchObject({ revision: 1 + edits });
  });
});
