import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { careUpkeep, declareRegion } from '#core/care';
import { dayIn } from '#core/gates';
import { register, tokenClaims } from '#core/identity';
import { loadUser } from '#core/users';
import { transact } from '#data/transaction';
import { DeclareRegion, GetCare, StateAgeSignal } from '#schemas/care';
import { ListEvents } from '#schemas/events';
import { careFactsOf } from '../../core/care/care.store.ts';
import { MOST_CARE_FACTS } from '../../core/care/state-fact.ts';
import { standingPart } from '../../core/users/account.store.ts';
import { handler as eventsDoor } from '../../lambdas/http/events.ts';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, form, identityGround, join, kept, later, mail, many, now, refused, tokenFor } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { exportedBy } from '../support/exported.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/** The region and the age of a person as facts, and what they close. */

beforeAll(identityGround);

const NEW_JERSEY = { region: 'US-NJ', timeZone: 'America/New_York' };
const person = async (): Promise<User> => actorOf(await join());
/** The actor with the claims of a token that is minted now. */
async function refreshed(actor: User): Promise<User> {
  const { age, region } = (await tokenClaims(actor.userId, now)).claims;
  return { ...actor, ...(age !== undefined && { age: Number(age) }), ...(region !== undefined && { declaredRegion: region }) };
}
const declare = (as: User, body: object) => ask(usersDoor, DeclareRegion, { as, body });
const signal = (as: User, upper: number | null, store = 'app_store') =>
  ask(usersDoor, StateAgeSignal, { as, params: { store }, body: { upper } });
const care = async (as: User) => (await ask(usersDoor, GetCare, { as })).data;
const odds = async (as: User) => (await ask(eventsDoor, ListEvents, { as })).error?.code ?? 'open';
const auditOf = ({ userId }: User) => careUpkeep.audit([userId], now);

describe('the region that a person declares', () => {
  it('counts beside the one that is proven, from the next token on', async () => {
    const ann = await person();
    expect((await declare(ann, { region: 'US-WA', timeZone: 'America/Los_Angeles' })).status).toBe(204);
    expect(await odds(ann)).toBe('open');
    expect(await odds(await refreshed(ann))).toBe('REGION_NOT_AVAILABLE');
    expect(await care(ann)).toMatchObject({
      region: { proven: 'US-NJ', declared: 'US-WA', timeZone: 'America/Los_Angeles' },
      gates: ['account', 'boards', 'odds', 'offers'].map((gate) => ({ gate, closedBy: { code: 'REGION_NOT_AVAILABLE' } })),
    });
    await declare(await refreshed(ann), NEW_JERSEY);
    expect(await odds(await refreshed(ann))).toBe('open');
    expect(await auditOf(ann)).toEqual([]);
  });
  it('is one fact, however often it is said', async () => {
    const ann = await person();
    await many(6, () => retryUnavailable(() => declareRegion(ann, NEW_JERSEY, now)));
    expect(await careFactsOf(ann.userId)).toEqual([
      { userId: ann.userId, number: 1, stated: { kind: 'region', ...NEW_JERSEY }, at: now.toISOString() },
    ]);
  });
  it('is each of ten facts that are said at once, without a gap', async () => {
    const ann = await person();
    const zones = ['UTC', 'Asia/Tokyo', 'Europe/London', 'Europe/Berlin', 'America/Denver'];
    const done = await many(5, (i) =>
      retryUnavailable(() => declareRegion(ann, { region: 'GB', timeZone: zones[i] ?? '' }, now)),
    );
    expect(kept(done)).toHaveLength(5);
    expect((await careFactsOf(ann.userId)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(await auditOf(ann)).toEqual([]);
  });
  it.each([
    ['region', { region: 'US', timeZone: 'UTC' }],
    ['region', { region: 'Narnia', timeZone: 'UTC' }],
    ['timeZone', { region: 'US-NJ', timeZone: 'Mars/Olympus' }],
    ['city', { ...NEW_JERSEY, city: 'Newark' }],
  ])('is refused by %s of %o', async (field, body) => {
    expect((await declare(await person(), body)).error).toMatchObject({ code: 'INVALID_INPUT', details: { field } });
  });
  it('is written with its sum or not at all', async () => {
    const ann = await person();
    for (const when of ['before', 'after']) {
      const end = intercept(async ({ name }, send) => {
        if (!name.startsWith('TransactWrite')) return send();
        if (when === 'after') await send();
        throw new Error('the function stopped');
      });
      await expect(declareRegion(ann, NEW_JERSEY, now)).rejects.toThrow('stopped');
      end();
      expect((await careFactsOf(ann.userId)).length).toBe(when === 'after' ? 1 : 0);
      expect(await auditOf(ann)).toEqual([]);
    }
  });
  it('has a bound, which no signal that makes a person younger has', async () => {
    const ann = await person();
    await transact({ user: standingPart(ann.userId, { facts: MOST_CARE_FACTS }) });
    await expect(declareRegion(ann, NEW_JERSEY, now)).rejects.toEqual(refused('LIMIT_REACHED'));
    expect((await signal(ann, null)).status).toBe(409);
    expect((await signal(ann, 17)).status).toBe(204);
  });
});

describe('the place that a person declares when they register', () => {
  it('is their first fact, and in their first token', async () => {
    const session = await register(anyone, { ...form(await tokenFor(mail('ann'))), place: NEW_JERSEY }, now);
    const ann = actorOf(session);
    expect((await tokenClaims(ann.userId, now)).claims.region).toBe('US-NJ');
    expect(await careFactsOf(ann.userId)).toMatchObject([{ number: 1, stated: { kind: 'region', ...NEW_JERSEY } }]);
    expect(await auditOf(ann)).toEqual([]);
    expect((await care(ann)).region).toEqual({ proven: 'US-NJ', declared: 'US-NJ', timeZone: 'America/New_York' });
  });
  it('makes no account where it is restricted, and leaves the proof as it is', async () => {
    const asked = form(await tokenFor(mail('ann')));
    const place = { region: 'US-UT', timeZone: 'America/Denver' };
    await expect(register(anyone, { ...asked, place }, now)).rejects.toEqual(
      refused('REGION_NOT_AVAILABLE', { reason: 'restricted' }),
    );
    expect((await register(anyone, { ...asked, place: NEW_JERSEY }, now)).user.handle).toBe(asked.handle);
  });
  it('counts the age in its time zone', async () => {
    const today = dayIn('Pacific/Kiritimati', now);
    const dateOfBirth = `${Number(today.slice(0, 4)) - 18}${today.slice(4).replace('-02-29', '-03-01')}`;
    const asked = async () => ({ ...form(await tokenFor(mail('ann'))), dateOfBirth });
    const place = { region: 'KI', timeZone: 'Pacific/Kiritimati' };
    expect((await register(anyone, { ...(await asked()), place }, now)).user.id).toBeDefined();
    await expect(register(anyone, await asked(), now)).rejects.toEqual(refused('AGE_VERIFICATION_REQUIRED'));
  });
});

describe('the age range that an app store signals', () => {
  it('closes what it makes a person too young for, and stays when another store says otherwise', async () => {
    const ann = await person();
    expect((await signal(ann, 20)).status).toBe(204);
    expect(await odds(await refreshed(ann))).toBe('AGE_VERIFICATION_REQUIRED');
    await signal(ann, null, 'play_store');
    const view = await care(ann);
    expect(view.age).toMatchObject({
      years: 20,
      signals: [
        { store: 'app_store', upper: 20 },
        { store: 'play_store', upper: null },
      ],
    });
    expect(view.gates.map(({ closedBy }) => closedBy?.code ?? 'open')).toEqual([
      ...['open', 'open', 'AGE_VERIFICATION_REQUIRED', 'AGE_VERIFICATION_REQUIRED'],
    ]);
    await signal(ann, null);
    expect(await odds(await refreshed(ann))).toBe('open');
    expect(await auditOf(ann)).toEqual([]);
  });
  it('under 18 closes all but what nobody may be kept from', async () => {
    const ann = await person();
    await signal(ann, 15);
    const young = await refreshed(ann);
    expect(young.age).toBe(15);
    expect((await care(young)).gates.every(({ closedBy }) => closedBy?.code === 'AGE_VERIFICATION_REQUIRED')).toBe(true);
  });
  it('never makes anybody older', async () => {
    const ann = await person();
    await signal(ann, 99);
    expect((await refreshed(ann)).age).toBe(Number((await tokenClaims((await person()).userId, now)).claims.age));
  });
  it('is no new fact when it is the same again within 30 days', async () => {
    const ann = await person();
    for (let i = 0; i < 3; i++) await signal(ann, 20);
    expect(await careFactsOf(ann.userId)).toHaveLength(1);
  });
});

describe('the upkeep of facts', () => {
  it('finds a standing that is not their sum, and a fact that is missing', async () => {
    const ann = await person();
    await declareRegion(ann, NEW_JERSEY, now);
    const standing = (await loadUser(ann.userId))?.standing;
    await transact({ user: standingPart(ann.userId, { facts: 1, region: 'GB', timeZone: 'UTC' }) });
    expect((await auditOf(ann)).flatMap(({ differences }) => differences.map(({ field }) => field))).toEqual(['standing']);
    await transact({ user: standingPart(ann.userId, { ...standing, facts: 2 }) });
    expect(await auditOf(ann)).toHaveLength(1);
  });
  it('exports the facts and erases them', async () => {
    const ann = await person();
    await declareRegion(ann, NEW_JERSEY, later(1));
    expect(await exportedBy(careUpkeep, ann.userId)).toEqual({
      facts: [{ number: 1, stated: { kind: 'region', ...NEW_JERSEY }, at: later(1).toISOString() }],
      stakes: [],
    });
    await careUpkeep.erase?.(ann.userId, now);
    expect(await careFactsOf(ann.userId)).toEqual([]);
  });
});
