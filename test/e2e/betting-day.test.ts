import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { DecideEvent } from '../../schemas/admin.ts';
import { GetEvent } from '../../schemas/events.ts';
import { EditPick, GetPick, PlacePick, WithdrawPick } from '../../schemas/picks.ts';
import { GetLeaderboard, GetUserStats } from '../../schemas/stats.ts';
import { differences } from '../support/audit.ts';
import { call, job, listen, type Person, page, signUp, signUpAdmin, YouBetError } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { editBody, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { begin, correct, finish, games, isFootball, type Match, onlooker, replay } from '../support/matches.ts';

/** One betting day, from the prices of the provider to a corrected score, as bettors and their phones see it. */

let ann: Person;
let ben: Person;
beforeAll(async () => {
  ann = await signUp('Ann');
  ben = await signUp('Ben');
});

const stats = (as: Person) => call(GetUserStats, { as, params: { user: as.handle }, query: {} });
const place = (as: Person, { event }: Match, terms: SingleTerms = {}) =>
  call(PlacePick, {
    as,
    body: singleBody(event.id, terms),
  });

/** Time for the stack to hear of a start before it. A stack that is slower locks at once. */
const SECONDS_TO_START = 4;
/** A minute takes ten edits, and an hour ten picks. */
const TRIES = 7;

/**
 * Writes as often as TRIES in the second before the start, and then until a write is refused as locked.
 * @returns when each write that was taken says that it was
 */
async function untilLocked(write: () => Promise<{ readonly placedAt: string; readonly editedAt: string | null }>, start: number) {
  const taken: string[] = [];
  const lost = new Set(['UNAVAILABLE', 'CONFLICT']);
  for (let i = 0; ; i++) {
    await sleep(Math.max(0, start + (i - TRIES) * (1_000 / TRIES) - Date.now()));
    try {
      const { editedAt, placedAt } = await write();
      taken.push(editedAt ?? placedAt);
    } catch (error) {
      if (!(error instanceof YouBetError)) throw error;
      if (error.code === 'PICK_LOCKED') return taken;
      if (!lost.has(error.code)) throw error;
    }
  }
}

describe('a betting day', () => {
  it('locks at the start, settles at the end, and a correction moves the record by the difference', async () => {
    const matches = await games(4);
    const [football, soccer] = [matches.find(isFootball), matches.find((match) => !isFootball(match))] as [Match, Match];
    const hers = await place(ann, football);
    const his = await place(ben, soccer, { line: '-0.25', odds: { format: 'decimal', price: '1.95' } });
    // An hour takes ten picks of a person, so that each places their own.
    const crowd = await Promise.all(['Cas', 'Dag', 'Els', 'Fay'].map((name) => signUp(name)));
    await using annsPhone = await listen(ann);
    await using annsTablet = await listen(ann);
    await using bensPhone = await listen(ben);

    // The lock is the clock's: five write around the start, each until it is refused, and nothing is taken at or after it.
    const start = await begin([football, soccer], SECONDS_TO_START);
    const edit = () => call(EditPick, { as: ann, params: { pickId: hers.id }, body: editBody(1, { line: '-2.5' }) });
    const places = crowd.map((person) => () => place(person, football));
    const around = await Promise.all([edit, ...places].map((write) => untilLocked(write, start)));
    for (const at of around.flat()) expect(Date.parse(at)).toBeLessThan(start);
    await expect(call(WithdrawPick, { as: ann, params: { pickId: hers.id } })).rejects.toMatchObject({ code: 'PICK_LOCKED' });
    // A reply may be lost on a busy machine: the pick itself says whether an edit was taken, and when.
    const locked = await call(GetPick, { params: { pickId: hers.id } });
    expect(locked).toMatchObject({ status: 'locked', outcome: null });
    expect(Date.parse(locked.editedAt ?? locked.placedAt)).toBeLessThan(start);
    const edited = locked.legs[0]?.line === '-2.5';
    expect(around[0]?.length).toBeLessThanOrEqual(Number(edited));

    // Their owners are told by the schedule, on every socket.
    for (const phone of [annsPhone, annsTablet])
      await phone.next('the lock', (m) => m.type === 'pick.locked' && m.data.pickId === hers.id);
    await bensPhone.next('the lock', (m) => m.type === 'pick.locked' && m.data.pickId === his.id);

    await finish([football], { home: 24, away: 20 });
    await finish([soccer], { home: 1, away: 1 });
    const settled = await annsPhone.next('the result', (m) => m.type === 'pick.settled' && m.data.pickId === hers.id);
    expect(settled).toMatchObject({ data: { version: 1, result: 'win', profitUnits: '1.818182', corrected: false } });
    await bensPhone.next(
      'the result',
      (m) => m.type === 'pick.settled' && m.data.pickId === his.id && m.data.result === 'half_loss',
    );
    await expect(call(GetPick, { params: { pickId: hers.id } })).resolves.toMatchObject({
      status: 'settled',
      outcome: { result: 'win', version: 1 },
      receipt: {
        rule: edited ? 'spread.half' : 'spread.whole',
        fractions: { won: '1' },
        legs: [{ resultVersion: 1 }],
      },
    });
    await drain();
    await expect(stats(ann)).resolves.toMatchObject({
      wins: 1,
      losses: 0,
      profitUnits: '1.818182',
      turnoverUnits: '2.000000',
      roiPercent: '90.909100',
      streak: 1,
    });

    await correct(football, { home: 22, away: 20 });
    const again = await annsTablet.next(
      'the correction',
      (m) => m.type === 'pick.settled' && m.data.pickId === hers.id && m.data.corrected,
    );
    expect(again).toMatchObject({ data: { version: 2, result: 'loss', profitUnits: '-2.000000' } });
    await drain();
    await expect(stats(ann)).resolves.toMatchObject({
      wins: 0,
      losses: 1,
      profitUnits: '-2.000000',
      turnoverUnits: '2.000000',
      streak: -1,
    });
    const { outcomes } = await call(GetPick, { params: { pickId: hers.id } });
    expect(outcomes.map(({ result, version, legs }) => [result, version, legs[0]?.resultVersion])).toEqual([
      ['win', 1, 1],
      ['loss', 2, 2],
    ]);
    await expect(call(GetEvent, { as: await onlooker(), params: { eventId: football.event.id } })).resolves.toMatchObject({
      status: 'final',
      resultVersions: [{}, {}],
    });

    // Told again, nothing happens: the same message, the same poll, the sweep.
    await job('settle-event', { eventId: football.event.id });
    await job('ingest-scores', { force: true });
    await job('sweep-locks');
    await drain();
    expect((await call(GetPick, { params: { pickId: hers.id } })).outcomes).toHaveLength(2);
    await job('start-upkeep', { scope: 'recent', secondLookAfter: 0 });
    await drain();
    expect(await differences()).toEqual([]);
  });

  it('has a game that an admin calls off: its picks are void and count nowhere', async () => {
    const cleo = await signUp('Cleo');
    const [match] = (await games(1)) as [Match];
    const { id } = await place(cleo, match, isFootball(match) ? {} : { line: '-0.25' });
    await replay().hide(match.game);
    const params = { eventId: match.event.id };
    await call(DecideEvent, { as: await signUpAdmin('Adele'), params, body: { state: 'cancelled', reason: 'Storm' } });
    await drain();
    await expect(call(GetPick, { params: { pickId: id } })).resolves.toMatchObject({
      outcome: { result: 'void', reason: 'CANCELLED', profitUnits: '0.000000' },
    });
    await expect(stats(cleo)).resolves.toMatchObject({ voids: 1, decided: 0, turnoverUnits: '0.000000' });
    await expect(place(cleo, match)).rejects.toMatchObject({ code: 'PICK_LOCKED' });
    expect(await differences()).toEqual([]);
  });
});

describe('the board', () => {
  it('is public, pages by number and by cursor, and refuses values out of bounds', async () => {
    await job('update-boards');
    const { items } = await page(GetLeaderboard, { query: { metric: 'roi', timeframe: '30d' } });
    for (const [i, row] of items.entries()) expect(row).toMatchObject({ rank: i + 1 });
    for (const query of [{ metric: 'luck' }, { timeframe: '1d' }, { limit: 101 }, { page: 0 }, { sort: 'asc' }]) {
      const [field] = Object.keys(query);
      await expect(page(GetLeaderboard, { query: query as never })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { field },
      });
    }
    await expect(call(GetUserStats, { params: { user: 'nobody_here' }, query: {} })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
