import { beforeAll, describe, expect, it } from 'vitest';
import { Refresh } from '../../schemas/auth.ts';
import { DeclareRegion, GetCare, StateAgeSignal } from '../../schemas/care.ts';
import type { PickId } from '../../schemas/common.ts';
import { GenerateDeepLink } from '../../schemas/deeplinks.ts';
import { ListEvents } from '../../schemas/events.ts';
import { CoolOff, Exclude, SetRealityCheck } from '../../schemas/exclusions.ts';
import { FollowUser, RingBell } from '../../schemas/graph.ts';
import { ListNotifications } from '../../schemas/notifications.ts';
import { EditPick, GetPick, ListUserPicks, PlacePick, WithdrawPick } from '../../schemas/picks.ts';
import { ConfirmStakeLimit, GetStakeLimits, SetStakeLimit } from '../../schemas/stake-limits.ts';
import { GetLeaderboard } from '../../schemas/stats.ts';
import { GetMe } from '../../schemas/users.ts';
import { call, type Person, send, signUp } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { editBody, singleBody } from '../support/make/pick-bodies.ts';
import { games, isFootball, type Match } from '../support/matches.ts';

/** The care of people for themselves, and the gates of age and region, on the deployed stack. */

let [ann, ben, cleo, dan]: Person[] = [];
let football: Match;
beforeAll(async () => {
  [ann, ben, cleo, dan] = await Promise.all(['Ann', 'Ben', 'Cleo', 'Dan'].map((name) => signUp(name)));
  football = (await games(4)).find(isFootball) as Match;
});

const refusal = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
const body = (stakeUnits: string) => singleBody(football.event.id, { line: '-3.5', stakeUnits });
const link = { book: 'DraftKings' };
const closedBy = async (as: Person) => (await call(GetCare, { as })).gates.map((gate) => gate.closedBy?.code ?? 'open');
/** The person with the claims of a token that is minted now. */
const refreshed = async (person: Person): Promise<Person> => ({
  ...person,
  ...(await call(Refresh, { body: { refreshToken: person.refreshToken } })),
});

describe('an exclusion', () => {
  it('hides prices, boards, links, and picks of others with what is told of them, at once and until its end', async () => {
    for (const as of [ann, cleo] as Person[]) {
      await call(FollowUser, { as, params: { user: ben?.userId ?? '' } });
      await call(RingBell, { as, params: { user: ben?.userId ?? '' } });
    }
    const resting = await call(CoolOff, { as: ann, body: { hours: 24 } });
    const { excludedUntil: endsAt } = await call(Exclude, { as: ann, body: { term: '1_year' } });
    expect(endsAt > resting.excludedUntil).toBe(true);
    // The token is that of before.
    const closed = refusal('EXCLUDED', { endsAt });
    await expect(call(ListEvents, { as: ann, query: {} })).rejects.toEqual(closed);
    await expect(call(GetLeaderboard, { as: ann, query: {} })).rejects.toEqual(closed);
    await expect(call(GenerateDeepLink, { as: ann, body: link })).rejects.toEqual(closed);
    await expect(call(PlacePick, { as: ann, body: body('1') })).rejects.toEqual(closed);

    const { id } = await call(PlacePick, { as: ben, body: body('2') });
    await drain();
    await expect(call(GetPick, { as: ann, params: { pickId: id } })).rejects.toEqual(refusal('NOT_FOUND'));
    expect(await call(ListUserPicks, { as: ann, params: { user: ben?.userId ?? '' }, query: {} })).toEqual([]);
    const told = async (as: Person | undefined) => (await call(ListNotifications, { as, query: {} })).map(({ kind }) => kind);
    expect([await told(cleo), await told(ann)]).toEqual([['bell'], []]);
  });

  it('is not shortened by anything, and help is shown beside it', async () => {
    const before = await call(GetCare, { as: ann });
    for (const [contract, sent] of [
      [Exclude, { term: '6_months' }],
      [CoolOff, { hours: 24 }],
    ] as const)
      expect(await call(contract, { as: ann, body: sent as never })).toEqual({ excludedUntil: before.excludedUntil });
    const again = await refreshed(ann as Person);
    await expect(call(ListEvents, { as: again, query: {} })).rejects.toEqual(refusal('EXCLUDED'));
    expect(await closedBy(again)).toEqual(['open', 'EXCLUDED', 'EXCLUDED', 'EXCLUDED']);
    await call(SetRealityCheck, { as: again, body: { minutes: 30 } });
    expect(await call(GetCare, { as: again })).toMatchObject({
      realityMinutes: 30,
      excludedUntil: before.excludedUntil,
      helpline: { name: '800-GAMBLER', phone: '1-800-426-2537' },
    });
    expect((await call(GetMe, { as: again })).id).toBe(ann?.userId);
  });
});

describe('a limit on stakes', () => {
  const params = { period: 'day' } as const;
  it('refuses the pick that passes it, and a higher one is not in force before its day', async () => {
    const { limits } = await call(SetStakeLimit, { as: cleo, params, body: { units: '5' } });
    const [day] = limits;
    const pick = await call(PlacePick, { as: cleo, body: body('4') });
    const reached = refusal('STAKE_LIMIT_REACHED', { period: 'day', limitUnits: '5', leftUnits: '1', endsAt: day?.endsAt });
    await expect(call(PlacePick, { as: cleo, body: body('1.01') })).rejects.toEqual(reached);
    const of = { pickId: pick.id as PickId };
    await expect(call(EditPick, { as: cleo, params: of, body: editBody(1, { stakeUnits: '6' }) })).rejects.toEqual(reached);
    const raised = await call(SetStakeLimit, { as: cleo, params, body: { units: '50' } });
    expect(raised.limits[0]).toMatchObject({ limitUnits: '5', leftUnits: '1', raise: { toUnits: '50' } });
    await expect(call(ConfirmStakeLimit, { as: cleo, params })).rejects.toEqual(
      refusal('CONFLICT', { from: raised.limits[0]?.raise?.confirmFrom }),
    );
    await expect(call(PlacePick, { as: cleo, body: body('2') })).rejects.toEqual(reached);
    await call(WithdrawPick, { as: cleo, params: of });
    expect((await call(GetStakeLimits, { as: cleo })).limits[0]).toMatchObject({ stakedUnits: '0', leftUnits: '5' });
    // A lower one holds at once, and ends the raise.
    const lower = await call(SetStakeLimit, { as: cleo, params, body: { units: '0' } });
    expect(lower.limits[0]).toMatchObject({ limitUnits: '0', raise: null });
    await expect(call(PlacePick, { as: await refreshed(cleo as Person), body: body('0.01') })).rejects.toEqual(
      refusal('STAKE_LIMIT_REACHED', { limitUnits: '0' }),
    );
  });
});

describe('the gates of age and region', () => {
  it('believe no header of a caller', async () => {
    const forged = {
      'cloudfront-viewer-country': 'GB',
      'cloudfront-viewer-country-region': 'ENG',
      'x-forwarded-for': '192.0.2.1',
    };
    for (const secret of [undefined, '', 'guessed'])
      expect(
        (await call(GetCare, { as: dan, headers: { ...forged, ...(secret !== undefined && { 'x-youbet-edge': secret }) } }))
          .region,
      ).toMatchObject({ proven: 'US-NJ' });
    const { status } = await send('GET', '/api/v1/events', {
      as: dan,
      headers: { ...forged, 'cloudfront-viewer-country': 'IR' },
    });
    expect(status).toBe(200);
  });
  it('close by the age that a store signals, and by a restricted place that the person declares', async () => {
    await call(StateAgeSignal, { as: dan, params: { store: 'app_store' }, body: { upper: 20 } });
    const young = await refreshed(dan as Person);
    await expect(call(ListEvents, { as: young, query: {} })).rejects.toEqual(
      refusal('AGE_VERIFICATION_REQUIRED', { minimumAge: 21 }),
    );
    expect(await closedBy(young)).toEqual(['open', 'open', 'AGE_VERIFICATION_REQUIRED', 'AGE_VERIFICATION_REQUIRED']);
    await call(DeclareRegion, { as: young, body: { region: 'US-UT', timeZone: 'America/Denver' } });
    const away = await refreshed(young);
    const restricted = refusal('REGION_NOT_AVAILABLE', { reason: 'restricted' });
    await expect(call(GetLeaderboard, { as: away, query: {} })).rejects.toEqual(restricted);
    await expect(call(ListNotifications, { as: away, query: {} })).rejects.toEqual(restricted);
    expect((await call(GetMe, { as: away })).id).toBe(dan?.userId);
  });
});
