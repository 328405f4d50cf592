import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '#actor';
import { careUpkeep, confirmStakeLimit, declareRegion, getStakeLimits, setStakeLimit } from '#core/care';
import { accountUpkeep, tokenClaims } from '#core/identity';
import { editPick, pickById, placePick, withdrawPick } from '#core/picks';
import { loadStakes, stakesPart } from '#core/stakes';
import { transact } from '#data/transaction';
import { log } from '#platform/log';
import type { EventId } from '#schemas/common';
import { EditPick, PlacePick } from '#schemas/picks';
import { GetStakeLimits, SetStakeLimit, type StakePeriod } from '#schemas/stake-limits';
import { handler as picksDoor } from '../../lambdas/http/picks.ts';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, DAY, identityGround, join, kept, later, lost, many, now, refused } from '../support/bettors.ts';
import { newBuckets } from '../support/buckets.ts';
import { diesAt } from '../support/dies-at.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { american, legBody, singleBody, ticketBody } from '../support/make/pick-bodies.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/** Limits that people set on their own stakes. */

let game: EventId;
beforeAll(async () => {
  await identityGround();
  await newBuckets();
  game = await storedGame('nfl', later(60 * DAY));
});

const person = async (): Promise<User> => actorOf(await join());
const body = (stakeUnits: string) => PlacePick.body.parse(singleBody(game, { stakeUnits }));
const place = (as: User, units: string, at = now, key?: string) => placePick(as, body(units), key, at);
const edit = (as: User, pick: { id: string; revision: number }, stakeUnits: string, at = now) =>
  editPick(as, pick.id as never, EditPick.body.parse({ revision: pick.revision, stakeUnits }), at);
const limit = (as: User, units: string | null, period: StakePeriod = 'day', at = now) => setStakeLimit(as, { period, units }, at);
/** The actor as the first call after a limit knows them. */
const limited = async (units = '5', period: StakePeriod = 'day'): Promise<User> => {
  const ann = await person();
  await limit(ann, units, period);
  return { ...ann, limitsStakes: true };
};
const staked = async (as: User, at = now) => (await getStakeLimits(as, at)).limits.map(({ stakedUnits }) => stakedUnits);
const audit = async ({ userId }: User, at = now) => careUpkeep.audit([userId], at);
const reached = (details: object = {}) => refused('STAKE_LIMIT_REACHED', details);

describe('a limit on stakes', () => {
  it('holds from the next call on, with a token of before too, and says what is left', async () => {
    const ann = await person();
    const lines: unknown[] = [];
    const spy = vi.spyOn(log, 'appendKeys').mockImplementation((line) => void lines.push(line));
    const set = await ask(usersDoor, SetStakeLimit, { as: ann, params: { period: 'day' }, body: { units: '5' } });
    expect(set.data.limits[0]).toMatchObject({ period: 'day', limitUnits: '5', stakedUnits: '0', leftUnits: '5', raise: null });
    expect((await ask(picksDoor, PlacePick, { as: ann, body: singleBody(game, { stakeUnits: '4' }) })).status).toBe(201);
    const { status, error } = await ask(picksDoor, PlacePick, { as: ann, body: singleBody(game, { stakeUnits: '1.5' }) });
    expect([status, error.code, error.details]).toEqual([
      409,
      'STAKE_LIMIT_REACHED',
      { period: 'day', limitUnits: '5', leftUnits: '1', endsAt: set.data.limits[0]?.endsAt },
    ]);
    spy.mockRestore();
    expect(JSON.stringify(lines)).toContain('LIMIT_REACHED');
    expect(JSON.stringify(lines)).not.toContain('STAKE_LIMIT');
    const { data } = await ask(usersDoor, GetStakeLimits, { as: ann });
    expect(data.limits.map(({ leftUnits }) => leftUnits)).toEqual(['1', null, null]);
    expect((await tokenClaims(ann.userId, new Date())).claims.limitsStakes).toBe('true');
    for (const upkeep of [careUpkeep, accountUpkeep]) expect(await upkeep.audit([ann.userId], new Date())).toEqual([]);
  });

  it('counts an edit, and gives back what is withdrawn', async () => {
    const ann = await limited();
    const pick = await place(ann, '4');
    await expect(edit(ann, pick, '5.01')).rejects.toEqual(reached({ leftUnits: '1' }));
    const lower = await edit(ann, pick, '2');
    await place(ann, '3');
    await expect(edit(ann, lower, '3')).rejects.toEqual(reached({ leftUnits: '0' }));
    expect(await staked(ann)).toEqual(['5', '5', '5']);
    for (let i = 0; i < 2; i++) await withdrawPick(ann, pick.id as never, now);
    expect(await staked(ann)).toEqual(['3', '3', '3']);
    await place(ann, '2');
    expect(await audit(ann)).toEqual([]);
  });

  it('counts what was staked before it, a round robin over all its combinations, and no pick that was withdrawn', async () => {
    const ann = await person();
    const games = await Promise.all([1, 2, 3].map(() => storedGame('nfl', later(60 * DAY))));
    const legs = games.map((eventId) => legBody(eventId, { odds: american('+100') }));
    await placePick(
      ann,
      PlacePick.body.parse(ticketBody(legs, { kind: 'round_robin', size: 2, stakeUnits: '2' })),
      undefined,
      now,
    );
    await withdrawPick(ann, (await place(ann, '3')).id as never, now);
    await limit(ann, '8');
    expect(await staked(ann)).toEqual(['6', '6', '6']);
    await expect(place({ ...ann, limitsStakes: true }, '2.5')).rejects.toEqual(reached({ leftUnits: '2' }));
  });

  it('counts a pick that was on its way when it was set', async () => {
    const ann = await person();
    await limit(ann, '5');
    await place(ann, '4');
    const after = { ...ann, limitsStakes: true };
    await expect(place(after, '2')).rejects.toEqual(reached({ leftUnits: '1' }));
    await place(after, '1', later(1_000));
    await expect(place(after, '1', later(120_000))).rejects.toEqual(reached({ leftUnits: '0' }));
    const { recent } = (await loadStakes(ann.userId)) ?? {};
    expect(recent).toHaveLength(1);
    expect(await audit(ann)).toEqual([]);
  });

  it('is higher a day later and with a second yes, and none ends the count', async () => {
    const ann = await limited();
    const day = later(DAY);
    await limit(ann, '9');
    await expect(place(ann, '6')).rejects.toEqual(reached());
    await expect(confirmStakeLimit(ann, 'day', later(DAY - 1))).rejects.toEqual(refused('CONFLICT', { from: day.toISOString() }));
    // The same again is no new fact, so that it begins no new day.
    await limit(ann, '9', 'day', later(1_000));
    await confirmStakeLimit(ann, 'day', day);
    await expect(confirmStakeLimit(ann, 'day', day)).rejects.toEqual(refused('CONFLICT'));
    await place(ann, '6', day);
    await limit(ann, '1', 'day', day);
    await expect(place(ann, '0.01', day)).rejects.toEqual(reached({ leftUnits: '0' }));
    await limit(ann, null, 'day', day);
    await confirmStakeLimit(ann, 'day', later(2 * DAY));
    expect(await loadStakes(ann.userId)).toBeNull();
    await place(ann, '50', later(2 * DAY));
    expect((await tokenClaims(ann.userId, now)).claims).not.toHaveProperty('limitsStakes');
    expect(await audit(ann, later(2 * DAY))).toEqual([]);
  });

  it('of the next period takes no pick of the one before into account, and lets none of them grow', async () => {
    const ann = await limited();
    const pick = await place(ann, '5');
    const next = later(DAY);
    await place(ann, '5', next);
    await expect(edit(ann, pick, '6', next)).rejects.toEqual(reached({ period: 'day' }));
    await edit(ann, pick, '1', next);
    await expect(place(ann, '1', next)).rejects.toEqual(reached({ leftUnits: '0' }));
    expect(await audit(ann, next)).toEqual([]);
  });

  it('stays where it is when the person moves, until the period ends', async () => {
    const ann = await limited();
    await place(ann, '5');
    const { until } = (await loadStakes(ann.userId))?.day ?? { until: '' };
    await declareRegion(ann, { region: 'KI', timeZone: 'Pacific/Kiritimati' }, now);
    const last = new Date(Date.parse(until) - 1);
    await expect(place(ann, '0.01', last)).rejects.toEqual(reached({ leftUnits: '0', endsAt: until }));
    await place(ann, '5', new Date(until));
    const { day } = (await loadStakes(ann.userId)) ?? {};
    expect(day).toMatchObject({ from: until, zone: 'Pacific/Kiritimati' });
    expect(Date.parse(day?.until ?? '') - Date.parse(until)).toBeGreaterThan(DAY);
    expect(await audit(ann, new Date(until))).toEqual([]);
  });
});

describe('at once', () => {
  it('ten picks do not pass a limit together', async () => {
    const ann = await limited();
    const tries = await many(10, () => retryUnavailable(() => place(ann, '1')));
    expect([kept(tries).length, new Set(lost(tries))]).toEqual([5, new Set(['STAKE_LIMIT_REACHED'])]);
    expect(await staked(ann)).toEqual(['5', '5', '5']);
    expect(await audit(ann)).toEqual([]);
  });
  it('a pick under one key is one pick, also where it fills the limit', async () => {
    const ann = await limited();
    const tries = await many(4, () => retryUnavailable(() => place(ann, '5', now, 'a0b8e1b2-6a0c-4d5e-8f3a-0c1d2e3f4a5b')));
    expect([lost(tries), new Set(kept(tries).map(({ id }) => id)).size]).toEqual([[], 1]);
    expect(await staked(ann)).toEqual(['5', '5', '5']);
  });
  it('edits, withdrawals, picks, moves and a lower limit leave sums that are those of the picks', async () => {
    const ann = await limited('20');
    const picks = [await place(ann, '4'), await place(ann, '4')];
    await many(8, (i) =>
      retryUnavailable<unknown>(() => {
        const pick = picks[i % 2] as (typeof picks)[number];
        return [
          () => place(ann, '2'),
          () => edit(ann, pick, '6'),
          () => withdrawPick(ann, pick.id as never, now),
          () => limit(ann, '12'),
          () => declareRegion(ann, { region: 'GB', timeZone: 'Europe/London' }, now),
        ][i % 5]?.() as Promise<unknown>;
      }),
    );
    expect(await audit(ann)).toEqual([]);
    await expect(place(ann, '13')).rejects.toEqual(reached({ limitUnits: '12' }));
  });
});

it('a stop at any call leaves the sums and the picks as they belong together', async () => {
  const ann = await limited('50');
  const pick = await place(ann, '1');
  const acts = [
    () => place(ann, '1'),
    async () => edit(ann, { id: pick.id, revision: (await pickById(pick.id))?.revision ?? 0 }, '3'),
    () => limit(ann, '40'),
    () => withdrawPick(ann, pick.id as never, now),
  ];
  let stops = 0;
  for (const act of acts)
    for (let k = 0; k < 40; k++) {
      const died = await diesAt(k, () =>
        act().catch((error: { code?: string }) => {
          if (!error.code) throw error;
        }),
      );
      if (!died) break;
      stops++;
      if (k % 3 === 0) expect(await audit(ann)).toEqual([]);
    }
  expect(stops).toBeGreaterThan(30);
  expect(await audit(ann)).toEqual([]);
});

describe('the upkeep of stakes', () => {
  it('finds sums and limits that do not follow, and takes the sums from the picks anew', async () => {
    const ann = await limited();
    await place(ann, '2');
    const stakes = await loadStakes(ann.userId);
    if (!stakes) throw new Error('nothing is counted');
    await transact({ stakes: stakesPart({ ...stakes, limits: { day: 1 }, week: { ...stakes.week, stake: 7 } }) });
    const [found] = await audit(ann);
    expect(found?.differences.map(({ field }) => field)).toEqual(['limits', 'week']);
    expect(await careUpkeep.repair?.(ann.userId, now)).toEqual([`stakes of ${ann.userId}`]);
    expect([await audit(ann), await careUpkeep.repair?.(ann.userId, now)]).toEqual([[], []]);
    expect(await staked(ann)).toEqual(['2', '2', '2']);
  });
  it('exports the limits and erases them', async () => {
    const ann = await limited();
    expect(await careUpkeep.export?.(ann.userId)).toMatchObject({
      facts: [{ number: 1, stated: { kind: 'stake-limit', period: 'day', to: 5_000_000 } }],
      stakes: [{ limits: { day: 5_000_000 }, zone: 'UTC' }],
    });
    await careUpkeep.erase?.(ann.userId, now);
    expect(await loadStakes(ann.userId)).toBeNull();
  });
});
