import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '#actor';
import { careUpkeep } from '#core/care';
import { accountUpkeep, tokenClaims } from '#core/identity';
import { placePick } from '#core/picks';
import { cardsOf, userUpkeep } from '#core/users';
import { log } from '#platform/log';
import { GetCare } from '#schemas/care';
import { ListEvents } from '#schemas/events';
import { CoolOff, Exclude, SetRealityCheck } from '#schemas/exclusions';
import { GetPick, ListUserPicks, PlacePick } from '#schemas/picks';
import { GetLeaderboard } from '#schemas/stats';
import { GetMe } from '#schemas/users';
import { exclude } from '../../core/care/exclude.ts';
import { handler as eventsDoor } from '../../lambdas/http/events.ts';
import { handler as picksDoor } from '../../lambdas/http/picks.ts';
import { handler as statsDoor } from '../../lambdas/http/stats.ts';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, DAY, identityGround, join, later, many, now } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

/** Breaks from betting content, which a person chooses and nobody shortens. */

beforeAll(identityGround);

const person = async (): Promise<User> => actorOf(await join());
const take = (as: User, term = '6_months') => ask(usersDoor, Exclude, { as, body: { term } });
const rest = (as: User, hours: number) => ask(usersDoor, CoolOff, { as, body: { hours } });
const codeOf = ({ status, error }: { status: number; error?: { code: string } }) => error?.code ?? status;

describe('an exclusion', () => {
  it('closes prices, boards and picks of others from the next call on, with a token of before too', async () => {
    const [ann, ben] = [await person(), await person()];
    const game = await storedGame('nfl', later(2 * DAY));
    const place = async (user: User) => (await placePick(user, PlacePick.body.parse(singleBody(game)), undefined, now)).id;
    const [mine, his] = [await place(ann), await place(ben)];
    const { data } = await take(ann);
    const end = Date.parse(data.excludedUntil);
    expect(end).toBeGreaterThan(Date.now() + 187 * DAY);
    const body = singleBody(game);
    const refused = [
      await ask(eventsDoor, ListEvents, { as: ann }),
      await ask(statsDoor, GetLeaderboard, { as: ann }),
      await ask(picksDoor, PlacePick, { as: ann, body }),
    ];
    for (const { status, error } of refused)
      expect([status, error.code, error.details]).toEqual([403, 'EXCLUDED', { endsAt: data.excludedUntil }]);
    expect(codeOf(await ask(picksDoor, GetPick, { as: ann, params: { pickId: his } }))).toBe('NOT_FOUND');
    expect((await ask(picksDoor, GetPick, { as: ann, params: { pickId: mine } })).status).toBe(200);
    expect((await ask(picksDoor, ListUserPicks, { as: ann, params: { user: ben.userId } })).data).toEqual([]);
    expect((await ask(picksDoor, GetPick, { as: ben, params: { pickId: mine } })).status).toBe(200);
    expect((await ask(usersDoor, GetMe, { as: ann })).status).toBe(200);
  });

  it('is in the next token and on the card, which its person alone is told of, and every audit agrees', async () => {
    const ann = await person();
    const { data } = await take(ann, '1_year');
    expect((await tokenClaims(ann.userId, now)).claims.excludedUntil).toBe(data.excludedUntil);
    expect((await cardsOf([ann.userId], now)).get(ann.userId)?.excluded).toBe(true);
    const after = new Date(Date.parse(data.excludedUntil));
    expect((await tokenClaims(ann.userId, after)).claims).not.toHaveProperty('excludedUntil');
    expect((await cardsOf([ann.userId], after)).get(ann.userId)?.excluded).toBe(false);
    const { data: care } = await ask(usersDoor, GetCare, { as: ann });
    expect(care).toMatchObject({ excludedUntil: data.excludedUntil, helpline: { name: '800-GAMBLER' } });
    expect(care.gates.map(({ closedBy }) => closedBy?.code ?? 'open')).toEqual(['open', 'EXCLUDED', 'EXCLUDED', 'EXCLUDED']);
    for (const upkeep of [careUpkeep, userUpkeep, accountUpkeep]) expect(await upkeep.audit([ann.userId], now)).toEqual([]);
  });

  it('is never shortened, by a shorter one or a cool-off, also of ten at once', async () => {
    const ann = await person();
    const { data } = await take(ann, '5_years');
    await many(5, () => retryUnavailable(() => exclude(ann, '6_months', now)));
    expect((await rest(ann, 24)).data).toEqual(data);
    expect((await tokenClaims(ann.userId, now)).claims.excludedUntil).toBe(data.excludedUntil);
    expect(await careUpkeep.audit([ann.userId], now)).toEqual([]);
  });

  it('is in no line of any log', async () => {
    const ann = await person();
    const lines: unknown[] = [];
    const spies = (['info', 'warn', 'error', 'debug', 'appendKeys'] as const).map((level) =>
      vi.spyOn(log, level).mockImplementation(((...line: unknown[]) => void lines.push(line)) as never),
    );
    const { data } = await take(ann);
    await rest(ann, 48);
    for (const door of [() => ask(eventsDoor, ListEvents, { as: ann }), () => ask(statsDoor, GetLeaderboard, { as: ann })])
      expect(codeOf(await door())).toBe('EXCLUDED');
    for (const spy of spies) spy.mockRestore();
    const text = JSON.stringify(lines);
    expect(text).toContain(ann.userId);
    expect(text).not.toMatch(/EXCLUDED|excluded|6_months/);
    expect(text).not.toContain(data.excludedUntil);
  });
});

describe('a cool-off', () => {
  it('lasts as many hours as it says', async () => {
    const ann = await person();
    const { data } = await rest(ann, 24);
    expect(Math.abs(Date.parse(data.excludedUntil) - Date.now() - DAY)).toBeLessThan(60_000);
    expect(codeOf(await ask(eventsDoor, ListEvents, { as: ann }))).toBe('EXCLUDED');
  });
  it.each([23, 1_009, 24.5, -1])('is refused for %d hours', async (hours) => {
    expect((await rest(await person(), hours)).error).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'hours' } });
  });
});

it('a reminder is kept until it is taken back', async () => {
  const ann = await person();
  const minutes = async () => (await ask(usersDoor, GetCare, { as: ann })).data.realityMinutes;
  const set = (value: number | null) => ask(usersDoor, SetRealityCheck, { as: ann, body: { minutes: value } });
  for (const value of [60, null, 5]) {
    expect((await set(value)).status).toBe(204);
    expect(await minutes()).toBe(value);
  }
  expect(codeOf(await set(4))).toBe('INVALID_INPUT');
  expect(await careUpkeep.audit([ann.userId], now)).toEqual([]);
});
