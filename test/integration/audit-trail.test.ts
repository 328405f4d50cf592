import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { setRole } from '#core/identity';
import { newId } from '#platform/ids';
import { RecoverAccount } from '#schemas/addresses';
import { ReviewPick } from '#schemas/admin';
import type { UserId } from '#schemas/common';
import type { Contract } from '#schemas/contract';
import { BanUser, LiftBan } from '#schemas/moderation';
import { ROUTES } from '#schemas/routes';
import { ListAuditTrail } from '#schemas/trail';
import { handler as adminDoor } from '../../lambdas/http/admin.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import { handler as moderationDoor } from '../../lambdas/http/moderation.ts';
import { actorOf, identityGround, join } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { ask } from '../support/http-event.ts';

/** The trail has all that moderators and admins do, whatever became of it. */

let admin: User;
let victim: { readonly id: UserId; readonly handle: string };

beforeAll(async () => {
  await identityGround();
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most });
  const adele = await join();
  await setRole(system('set-role'), { handle: adele.user.handle, role: 'admin', reason: 'The desk.' }, new Date());
  admin = { ...actorOf(adele), role: 'admin' };
  victim = (await join()).user;
});

/** A moment after everything that has signed somebody out. */
const inASecond = () => Math.floor(Date.now() / 1000) + 1;
const trail = async (query: Record<string, string> = {}) => {
  const reply = await ask(adminDoor, ListAuditTrail, { as: admin, authTime: inASecond(), query: { limit: '100', ...query } });
  expect(reply.status).toBe(200);
  return reply.data;
};
const newest = async () => (await trail())[0];
const ban = (asked: object = {}) =>
  ask(moderationDoor, BanUser, {
    as: admin,
    authTime: inASecond(),
    params: { user: victim.handle },
    body: { scope: 'posting', reason: 'Spam in every thread.' },
    ...asked,
  });

describe('the trail', () => {
  it('has who did what to whom, why, and what came of it, newest first', async () => {
    await ban();
    await ask(moderationDoor, LiftBan, {
      as: admin,
      authTime: inASecond(),
      params: { user: 'nobody_here' },
      body: { scope: 'posting', reason: 'A mistake.' },
    });
    const about = { by: admin.userId, role: 'admin' };
    expect((await trail()).slice(0, 2)).toMatchObject([
      { ...about, route: 'LiftBan', params: { user: 'nobody_here' }, reason: 'A mistake.', status: 404 },
      { ...about, route: 'BanUser', params: { user: victim.handle }, reason: 'Spam in every thread.', status: 200 },
    ]);
  });

  it('has a call that was refused for its body, and no call that the door refused', async () => {
    expect((await ban({ body: { scope: 'posting' } })).status).toBe(400);
    expect(await newest()).toMatchObject({ route: 'BanUser', reason: null, status: 400 });
    const { id } = (await newest()) ?? {};
    expect((await ban({ authTime: 1 })).status).toBe(403);
    expect((await ban({ as: { ...admin, role: 'user' } })).status).toBe(403);
    expect((await newest())?.id).toBe(id);
  });

  it('has an action before it is done, and says of one that stopped that nobody knows', async () => {
    const end = intercept(async ({ name, input }, send) => {
      if (name === 'TransactWriteItemsCommand' || JSON.stringify(input).includes('"#status"')) throw new Error('stopped');
      return send();
    });
    const { status } = await ban({ body: { scope: 'messaging', reason: 'Threats.' } });
    end();
    expect(status).toBe(500);
    expect(await newest()).toMatchObject({ route: 'BanUser', reason: 'Threats.', status: null });
  });

  it('is written by each route that needs a permission and may change something, whatever it is asked', async () => {
    const guarded = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
      (contracts as readonly Contract[])
        .filter(({ permission, method }) => permission !== undefined && method !== 'GET')
        .map((contract) => ({ domain, contract })),
    );
    expect(guarded.length).toBeGreaterThan(5);
    for (const { domain, contract } of guarded) {
      const { handler } = await import(`../../lambdas/http/${domain}.ts`);
      await ask(handler, contract, { as: admin, authTime: inASecond() });
      expect((await newest())?.route).toBe(contract.name);
    }
  });

  it('goes on page by page, and by month', async () => {
    const all = await trail();
    const first = await ask(adminDoor, ListAuditTrail, { as: admin, authTime: inASecond(), query: { limit: '2' } });
    const { cursor } = (first as unknown as { meta: { pagination: { cursor: string } } }).meta.pagination;
    expect([...first.data, ...(await trail({ cursor, limit: '2' }))].map(({ id }) => id)).toEqual(
      all.slice(0, 4).map(({ id }) => id),
    );
    expect(await trail({ month: '2025-01' })).toEqual([]);
    const other = await ask(adminDoor, ListAuditTrail, { as: admin, authTime: inASecond(), query: { month: '2025-01', cursor } });
    expect(other).toMatchObject({ status: 400, error: { details: { field: 'cursor' } } });
  });

  it('keeps no address that somebody is given', async () => {
    const address = 'ann.lost@example.com';
    const body = { channel: 'email', address, reason: 'Lost all.' };
    await ask(authDoor, RecoverAccount, { as: admin, authTime: inASecond(), params: { user: victim.id }, body });
    const kept = await trail();
    expect(kept[0]).toMatchObject({ route: 'RecoverAccount', params: { user: victim.id }, reason: 'Lost all.', status: 200 });
    expect(JSON.stringify(kept)).not.toContain(address);
    const review = {
      as: admin,
      authTime: inASecond(),
      params: { pickId: newId(new Date()) },
      body: { result: 'void', reason: 'x'.repeat(9_999) },
    };
    expect((await ask(adminDoor, ReviewPick, review)).status).toBe(400);
    expect((await newest())?.reason).toHaveLength(500);
  });
});
