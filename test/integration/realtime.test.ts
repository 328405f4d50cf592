import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { close, Delivery, deliver, notify } from '#core/notifications';
import { forgetSocket, issueSocketTicket, openSocket, renewSocket, senderOf } from '#core/realtime';
import { newId } from '#platform/ids';
import { vault, vaultOf } from '#platform/vault';
import type { EventId, PickId, UserId } from '#schemas/common';
import { IssueTicket } from '#schemas/realtime';
import { socketsEntity } from '../../core/realtime/sockets.entity.ts';
import { socketsOf } from '../../core/realtime/sockets.store.ts';
import { makeQueue, taken } from '../support/codes.ts';
import { useMemoryKeys } from '../support/data-keys.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';
import { followSocial } from '../support/social.ts';

vault.inject(Promise.resolve(vaultOf('a secret of the tests, as long as it takes')));
useMemoryKeys();

const now = new Date('2026-11-23T18:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const user = (origin = 'phone', userId = newId<UserId>(new Date())): User => ({
  kind: 'user',
  userId,
  role: 'user',
  tier: 'free',
  origin,
});
const open = async (who: User, connectionId: string = randomUUID(), at = now) => {
  const { ticket } = await issueSocketTicket(who, at);
  await openSocket(ticket, connectionId, at);
  return connectionId;
};
const openIds = async ({ userId }: User, at = now) => (await socketsOf(userId, at)).open.map(({ connectionId }) => connectionId);
const refused = { code: 'UNAUTHENTICATED' };

const delivered = async (variable: string): Promise<Delivery[]> =>
  (await taken(variable)).map((body) => Delivery.parse(JSON.parse(body)));
const noted = async (variable: string) =>
  (await delivered(variable)).flatMap((delivery) => (delivery.task === 'notify' ? [delivery.notification.id] : [])).toSorted();

/** API Gateway's side of the sockets: what was done to which, and those it does not know (410) or fails on (500). */
const done: string[] = [];
const answers = new Map<string, number>();
const gateway = createServer((request, response) => {
  const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
  const status = answers.get(id) ?? 200;
  const kind = { 410: 'GoneException', 500: 'InternalServerError' }[status];
  request.resume().on('end', () => {
    if (status === 200) done.push(`${request.method} ${id}`);
    response.writeHead(status, kind ? { 'x-amzn-errortype': kind } : {}).end(kind ? '{}' : '');
  });
}).listen(0, '127.0.0.1');
afterAll(() => {
  gateway.close();
});

beforeAll(async () => {
  process.env.WS_MANAGEMENT_URL = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/live`;
  for (const priority of ['CRITICAL', 'STANDARD', 'LOW', 'SIGN_OUTS']) await makeQueue(`${priority}_QUEUE_URL`);
});
beforeEach(async () => {
  await followSocial();
});

describe('a socket ticket', () => {
  it('opens one socket', async () => {
    const ann = user();
    const id = await open(ann);
    expect(await openIds(ann)).toEqual([id]);
    expect(await senderOf(id, now)).toMatchObject({ userId: ann.userId, origin: 'phone' });
  });

  it('opens one of twenty sockets that use it at once', async () => {
    const ann = user();
    const { ticket } = await issueSocketTicket(ann, now);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => openSocket(ticket, `${ann.userId}-${i}`, now)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const tried of tries) if (tried.status === 'rejected') expect(tried.reason).toMatchObject(refused);
    expect(await openIds(ann)).toHaveLength(1);
  });

  it.each([
    [29_999, true],
    [30_000, false],
  ])('after %d ms opens a socket: %s', async (ms, opens) => {
    const { ticket } = await issueSocketTicket(user(), now);
    const opened = openSocket(ticket, randomUUID(), later(ms));
    await (opens ? expect(opened).resolves.toBeUndefined() : expect(opened).rejects.toMatchObject(refused));
  });

  it.each(['', 'made-up', 'A'.repeat(5_000)])('that was never issued opens none: %.10s', async (ticket) => {
    await expect(openSocket(ticket, randomUUID(), now)).rejects.toMatchObject(refused);
  });

  it('needs no row, and is used once however its text is written', async () => {
    const ann = user();
    const calls: string[] = [];
    const end = intercept(async ({ name }, send) => {
      calls.push(name);
      return send();
    });
    const issued = await issueSocketTicket(ann, now);
    const { ticket, url } = IssueTicket.replies[201].parse(issued);
    expect(url).toBe(`wss://sockets.example/v1?ticket=${ticket}`);
    expect(calls).toEqual([]);
    await openSocket(ticket, randomUUID(), now);
    expect(calls.toSorted()).toEqual(['PutItemCommand', 'UpdateItemCommand']);
    const id = randomUUID();
    // The decoder takes both alphabets, and padding.
    const respelled = `${ticket.replaceAll('-', '+').replaceAll('_', '/')}=`;
    await expect(openSocket(respelled, id, now)).rejects.toMatchObject(refused);
    await expect(senderOf(id, now)).rejects.toMatchObject(refused);
    calls.length = 0;
    const [first] = await openIds(ann);
    calls.length = 0;
    await forgetSocket(first ?? '', now).finally(end);
    expect(calls).toEqual(['DeleteItemCommand', 'UpdateItemCommand']);
  });

  it.each(['session', 'socket'] as const)('sealed for another purpose or owner opens none: %s', async (purpose) => {
    const facts = { userId: user().userId, origin: 'phone', issuedAt: now.toISOString(), id: 'x' };
    const sealed = (await vault()).seal(purpose, JSON.stringify(facts), 'somebody else');
    await expect(openSocket(sealed, randomUUID(), now)).rejects.toMatchObject(refused);
  });

  it('is refused in another case, since it is a secret and not a name', async () => {
    const { ticket } = await issueSocketTicket(user(), now);
    await expect(openSocket(ticket.toLowerCase(), randomUUID(), now)).rejects.toMatchObject(refused);
  });
});

describe('the sockets of one user', () => {
  it('open at once, all of them, beside others that close', async () => {
    const ann = user();
    const closing = [await open(ann), await open(ann)];
    const [opened] = await Promise.all([
      Promise.all(Array.from({ length: 12 }, () => retryUnavailable(() => open(ann)))),
      ...closing.map((id) => retryUnavailable(() => forgetSocket(id, now))),
    ]);
    expect((await openIds(ann)).toSorted()).toEqual(opened.toSorted());
  });

  it('are at most twenty: the oldest makes way and is closed', async () => {
    const ann = user();
    const ids: string[] = [];
    for (let i = 0; i < 21; i++) ids.push(await open(ann, undefined, later(i)));
    expect(await openIds(ann, later(21))).toEqual(ids.slice(1));
    expect(await followSocial()).toEqual([{ task: 'close-connection', connectionId: ids[0] }]);
    done.length = 0;
    await close({ task: 'close-connection', connectionId: ids[0] ?? '' }, now);
    expect(done).toEqual([`DELETE ${ids[0]}`]);
    await expect(senderOf(ids[0] ?? '', now)).rejects.toMatchObject(refused);
  });

  it('leave no more than a few used tickets and dead sockets behind, however often they open', async () => {
    const ann = user();
    const lasting = await open(ann, undefined, later(100 * 61_000));
    for (let i = 0; i < 100; i++) {
      const id = await open(ann, undefined, later(i * 61_000));
      if (i % 2 === 0) await forgetSocket(id, now);
      const { data } = await socketsEntity().get({ userId: ann.userId }).go({ consistent: true });
      expect(data?.used?.length).toBeLessThanOrEqual(10);
      expect(data?.open?.length).toBeLessThanOrEqual(21);
    }
    expect(await openIds(ann, later(100 * 61_000))).toContain(lasting);
  });

  it('leave nothing stored when they close, also when told twice', async () => {
    const ann = user();
    const id = await open(ann);
    await Promise.all([forgetSocket(id, now), forgetSocket(id, now)]);
    await forgetSocket(id, now);
    expect(await openIds(ann)).toEqual([]);
    await expect(senderOf(id, now)).rejects.toMatchObject(refused);
  });

  it('expire 16 minutes after their newest ticket, and are closed when they send then', async () => {
    const ann = user();
    const id = await open(ann);
    expect(await openIds(ann, later(959_999))).toEqual([id]);
    expect(await openIds(ann, later(960_000))).toEqual([]);
    done.length = 0;
    await expect(senderOf(id, later(960_000))).rejects.toMatchObject(refused);
    expect(done).toEqual([`DELETE ${id}`]);
  });

  it('are renewed by a ticket of the same session, once each, for two hours at most', async () => {
    const ann = user();
    const id = await open(ann);
    const renew = async (who: User, at: Date) => {
      const { ticket } = await issueSocketTicket(who, at);
      return renewSocket(await senderOf(id, at), ticket, at);
    };
    for (let ms = 0; ms < 7_200_000; ms += 900_000) {
      const until = later(ms + 960_000).toISOString();
      expect(await renew(ann, later(ms))).toEqual({ renewBefore: until });
      expect(await openIds(ann, later(ms + 1))).toEqual([id]);
    }
    await expect(senderOf(id, later(7_200_000))).rejects.toMatchObject(refused);
    expect(await openIds(ann, later(7_200_000))).toEqual([]);
  });

  it('are not renewed by a ticket that was used, of another session or person, or of a session that was closed', async () => {
    const ann = user();
    const id = await open(ann);
    const sender = await senderOf(id, now);
    const { ticket } = await issueSocketTicket(ann, now);
    await renewSocket(sender, ticket, now);
    for (const bad of [
      ticket,
      'made-up',
      (await issueSocketTicket(user('tablet', ann.userId), now)).ticket,
      (await issueSocketTicket(user(), now)).ticket,
    ])
      await expect(renewSocket(sender, bad, now)).rejects.toMatchObject(refused);
    const before = await issueSocketTicket(ann, now);
    await close({ task: 'close-sockets', userId: ann.userId, origin: 'phone', at: now.toISOString() }, now);
    await expect(renewSocket(sender, before.ticket, now)).rejects.toMatchObject(refused);
  });

  it('are one socket while two entries of a renewed one stand', async () => {
    const ann = user();
    const id = await open(ann);
    const [{ ticket }, sender] = [await issueSocketTicket(ann, later(900_000)), await senderOf(id, now)];
    const end = intercept(async ({ input }, send) => {
      if (JSON.stringify(input).includes('DELETE')) throw new Error('dead');
      return send();
    });
    await expect(renewSocket(sender, ticket, later(900_000))).rejects.toThrow('dead');
    end();
    expect(await openIds(ann, later(900_001))).toEqual([id]);
    expect(await openIds(ann, later(900_000 + 959_999))).toEqual([id]);
  });

  it('may send 120 messages a minute each', async () => {
    const ann = user();
    const [talkative, quiet] = [await open(ann), await open(ann)];
    for (let i = 0; i < 120; i++) await senderOf(talkative, now);
    await expect(senderOf(talkative, later(30_000))).rejects.toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 30 } });
    await expect(senderOf(quiet, later(30_000))).resolves.toMatchObject({ userId: ann.userId });
    await expect(senderOf(talkative, later(60_000))).resolves.toMatchObject({ userId: ann.userId });
  });

  it('are closed by the third message over the limit of a minute, and no other of the user', async () => {
    const ann = user();
    const [flooding, quiet] = [await open(ann), await open(ann)];
    for (let i = 0; i < 120; i++) await senderOf(flooding, now);
    done.length = 0;
    for (const closes of [false, false, true, true]) {
      await expect(senderOf(flooding, now)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      expect(done.splice(0)).toEqual(closes ? [`DELETE ${flooding}`] : []);
    }
    await expect(senderOf(quiet, now)).resolves.toMatchObject({ userId: ann.userId });
  });
});

const locked = (at = now) => ({
  type: 'pick.locked' as const,
  data: { pickId: newId<PickId>(at), eventId: newId<EventId>(at), lockedAt: at.toISOString() },
});

const settled = () => ({
  type: 'pick.settled' as const,
  data: {
    pickId: newId<PickId>(now),
    version: 1,
    result: 'win' as const,
    profitUnits: '1.000000',
    settledAt: now.toISOString(),
    reason: null,
    review: null,
    corrected: false,
  },
});

describe('notifications', () => {
  it('go to the queue of their kind, each with its id', async () => {
    const ann = user();
    const [low, standard] = [locked(), settled()];
    await notify(
      [low, standard].map((body) => ({ userId: ann.userId, body })),
      now,
    );
    const at = now.toISOString();
    const delivery = (notification: object) => ({ task: 'notify', userId: ann.userId, notification });
    const tell = (kind: string, subject: string | undefined, by: string, mark: string) =>
      expect.objectContaining({ task: 'tell', userId: ann.userId, kind, ...(subject && { subject }), facts: [{ by, mark }] });
    expect(await delivered('LOW_QUEUE_URL')).toEqual([
      delivery({ ...low, id: `${low.data.pickId}.locked`, at }),
      tell('pick-locked', `event#${low.data.eventId}`, low.data.pickId, '00000000'),
    ]);
    expect(await delivered('STANDARD_QUEUE_URL')).toEqual([
      delivery({ ...standard, id: `${standard.data.pickId}.settled.1`, at }),
      tell('pick-settled', undefined, standard.data.pickId, '00000001'),
    ]);
    expect(await delivered('CRITICAL_QUEUE_URL')).toEqual([]);
  });

  it('are sent many at once', async () => {
    const all = Array.from({ length: 57 }, () => ({ userId: user().userId, body: locked() }));
    await notify(all, now);
    expect(await noted('LOW_QUEUE_URL')).toEqual(all.map(({ body }) => `${body.data.pickId}.locked`).toSorted());
  });

  it('are not sent when one of them has not the shape of its kind', async () => {
    const wrong = { type: 'pick.locked' as const, data: { ...locked().data, lockedAt: 'soon' } };
    await expect(
      notify(
        [locked(), wrong].map((body) => ({ userId: user().userId, body })),
        now,
      ),
    ).rejects.toThrow();
    expect(await noted('LOW_QUEUE_URL')).toEqual([]);
  });
});

describe('a notification', () => {
  const sent = async (who: User, at: Date) => {
    const body = locked();
    done.length = 0;
    const notification = { ...body, id: 'x', at: now.toISOString() };
    await deliver({ task: 'notify', userId: who.userId, notification }, at);
    return done.toSorted();
  };

  it('goes to every live socket of its user', async () => {
    const ann = user();
    await open(user());
    await open(ann, undefined, later(-960_000));
    const ids = [await open(ann), await open(ann)];
    expect(await sent(ann, now)).toEqual(ids.map((id) => `POST ${id}`).toSorted());
  });

  it('is sent to no socket when the user has none', async () => {
    expect(await sent(user(), now)).toEqual([]);
  });

  it('forgets a connection that is gone', async () => {
    const ann = user();
    const [gone, there] = [await open(ann), await open(ann)];
    answers.set(gone, 410);
    expect(await sent(ann, later(30_001))).toEqual([`POST ${there}`]);
    expect(await openIds(ann)).toEqual([there]);
    await expect(senderOf(gone, now)).rejects.toMatchObject(refused);
  });

  it('waits for a connection that may only be on its way', async () => {
    const ann = user();
    const id = await open(ann);
    answers.set(id, 410);
    await expect(sent(ann, later(29_999))).rejects.toThrow('not established');
    expect(await openIds(ann)).toEqual([id]);
    answers.delete(id);
    expect(await sent(ann, later(60_000))).toEqual([`POST ${id}`]);
  });

  it('that fails on one socket reaches the others, and comes again', async () => {
    const ann = user();
    const [failing, gone, there] = [await open(ann), await open(ann), await open(ann)];
    answers.set(failing, 500).set(gone, 410);
    await expect(sent(ann, later(60_000))).rejects.toThrow();
    expect(done).toEqual([`POST ${there}`]);
    expect(await openIds(ann)).toEqual(expect.arrayContaining([failing, there]));
    expect(await openIds(ann)).toHaveLength(2);
  });
});

describe('closing a session', () => {
  const closeThem = (who: User, origin: string | null) =>
    close({ task: 'close-sockets', userId: who.userId, origin, at: now.toISOString() }, now);

  it('of a banned user closes a socket that an earlier ticket opened before the closing came', async () => {
    const ann = user();
    const { ticket } = await issueSocketTicket(ann, later(-1_000));
    const id = randomUUID();
    await openSocket(ticket, id, later(500));
    done.length = 0;
    await close({ task: 'close-sockets', userId: ann.userId, origin: null, at: now.toISOString() }, later(1_000));
    expect(done).toEqual([`POST ${id}`, `DELETE ${id}`]);
    expect(await openIds(ann, later(1_000))).toEqual([]);
  });

  it('closes its sockets, forgets them, and leaves those of other sessions', async () => {
    const ann = user('phone');
    const ids = [await open(ann), await open(ann)];
    const other = await open(user('tablet', ann.userId));
    answers.set(ids[0] ?? '', 410);
    done.length = 0;
    await closeThem(ann, 'phone');
    // The client is told first, so that it does not connect again.
    expect(done).toEqual([`POST ${ids[1]}`, `DELETE ${ids[1]}`]);
    expect(await openIds(ann)).toEqual([other]);
  });

  it('that fails half-way is completed by the next try', async () => {
    const ann = user('phone');
    const ids = [await open(ann), await open(ann)];
    answers.set(ids[0] ?? '', 500);
    await expect(closeThem(ann, null)).rejects.toThrow();
    expect(await openIds(ann)).toHaveLength(2);
    answers.clear();
    await closeThem(ann, null);
    expect(await openIds(ann)).toEqual([]);
  });

  it('keeps its tickets from opening anything, those of now and of later, and leaves other sessions alone', async () => {
    const ann = user('phone');
    const tablet = user('tablet', ann.userId);
    const { ticket } = await issueSocketTicket(ann, now);
    await closeThem(ann, 'phone');
    await expect(openSocket(ticket, randomUUID(), now)).rejects.toMatchObject(refused);
    await expect(open(ann, undefined, later(1_000))).rejects.toMatchObject(refused);
    await expect(open(tablet)).resolves.toBeTypeOf('string');
  });

  it('of all sessions invalidates every earlier socket ticket', async () => {
    const ann = user('phone');
    const { ticket } = await issueSocketTicket(ann, now);
    await closeThem(ann, null);
    await expect(openSocket(ticket, randomUUID(), later(1))).rejects.toMatchObject(refused);
    await expect(open(ann, undefined, later(1))).resolves.toBeTypeOf('string');
  });

  it('that is delivered again late closes no socket opened after it', async () => {
    const ann = user('phone');
    await closeThem(ann, null);
    const id = await open(ann, undefined, later(1));
    await close({ task: 'close-sockets', userId: ann.userId, origin: null, at: now.toISOString() }, later(60_000));
    expect(await openIds(ann)).toEqual([id]);
  });
});
