import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { decideBan, setRole, tokenClaims } from '#core/identity';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { type Contract, contract } from '#schemas/contract';
import { PERMISSIONS, ROLES } from '#schemas/permissions';
import { ROUTES } from '#schemas/routes';
import { http, on } from '../../lambdas/middleware/http.ts';
import { ask } from '../support/http-event.ts';
import { bettor } from '../support/make/users.ts';

/** A route that needs a permission asks the token for it, and the row of the caller for a role that was lost, whatever door it belongs to. */

type Role = User['role'];
type Door = Parameters<typeof ask>[0];
const now = new Date();

/** A contract that moderators may call: no route of today needs their permission. */
const HideThing = contract({
  name: 'HideThing',
  method: 'POST',
  path: '/api/v1/things/hide',
  tag: 'things',
  summary: 'Hide a thing.',
  access: 'user',
  permission: 'content:moderate',
  replies: { 204: 'empty' },
  errors: [],
});

interface Guarded {
  readonly name: string;
  readonly contract: Contract;
  readonly door: () => Promise<Door>;
}
const guarded: readonly Guarded[] = [
  ...Object.entries(ROUTES).flatMap(([domain, contracts]) =>
    (contracts as readonly Contract[])
      .filter(({ permission }) => permission !== undefined)
      .map((route) => ({
        name: route.name,
        contract: route,
        door: async () => (await import(`../../lambdas/http/${domain}.ts`)).handler as Door,
      })),
  ),
  { name: HideThing.name, contract: HideThing, door: async () => http(on(HideThing, async () => {})) },
];

beforeAll(() => {
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...most, codesPerAddressPerHour: 1, codesPerNetworkPerHour: 1 });
});

let people = 0;
/** @returns a user whose token and whose stored role say the same */
async function someone(role: Role): Promise<{ readonly user: User; readonly handle: string }> {
  const handle = `someone_${++people}`;
  const user = await bettor(handle, now);
  await setRole(system('set-role'), { handle, role, reason: 'The desk.' }, now);
  return { user: { ...user, role }, handle };
}
const has = (role: Role, { permission }: Contract) => (PERMISSIONS[role] as readonly unknown[]).includes(permission);

it('the routes of the tag `admin` are those that need a permission', () => {
  const contracts: readonly Contract[] = Object.values(ROUTES).flat();
  const names = (some: readonly Contract[]) => some.map(({ name }) => name).toSorted();
  const tagged = names(contracts.filter(({ tag }) => tag === 'admin'));
  expect(names(contracts.filter(({ permission }) => permission))).toEqual(tagged);
  expect(tagged).toContain('DecideEvent');
  for (const { path, tag } of contracts) expect(path.startsWith('/api/v1/admin/')).toBe(tag === 'admin');
});

it('nobody without an account gets a token, so that a role in one is the role of an account', async () => {
  await expect(tokenClaims(newId<UserId>(now), now)).rejects.toThrow('no such account');
});

describe.each(guarded)('$name', ({ contract: route, door }) => {
  const call = async (as?: User) => {
    const { status, error } = await ask(await door(), route, { ...(as && { as, authTime: Math.floor(now.getTime() / 1000) }) });
    return [status, error?.code];
  };
  const refused = [403, 'FORBIDDEN'];

  it.each(ROLES)('lets in the roles that have its permission: %s', async (role) => {
    const [status] = await call((await someone(role)).user);
    if (has(role, route)) expect([200, 204, 400]).toContain(status);
    else expect(status).toBe(403);
  });

  it.each(ROLES.filter((role) => has(role, route)))('refuses a dismissed %s whose token still says so', async (role) => {
    const { user, handle } = await someone(role);
    expect(await call(user)).not.toEqual(refused);
    await setRole(system('set-role'), { handle, role: 'user', reason: 'Left the desk.' }, now);
    expect(await call(user)).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('refuses an admin who is banned', async () => {
    const { user, handle } = await someone('admin');
    await decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle, reason: 'fraud' }, now);
    expect(await call(user)).toEqual([403, 'BANNED']);
  });

  it('refuses a token that does not say the role yet', async () => {
    const { user } = await someone('admin');
    expect(await call({ ...user, role: 'user' })).toEqual(refused);
  });

  it('refuses a caller without a token', async () => {
    expect(await call()).toEqual([401, 'UNAUTHENTICATED']);
  });
});
