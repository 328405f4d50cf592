import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../core/platform/ids.ts';
import { MESSAGE_LIMIT } from '../../schemas/actions.ts';
import { Logout } from '../../schemas/auth.ts';
import { ERROR_STATUS } from '../../schemas/errors.ts';
import { IssueTicket } from '../../schemas/realtime.ts';
import { ClientSocket, call, job, listen, type Person, send, signIn, signUp, ticketFor, until } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { aws, stack } from '../support/stack.ts';
import { storedRow } from '../support/stored.ts';

const path = IssueTicket.path;
const open = (ticket: string) => ClientSocket.open(`${stack().wsUrl}?ticket=${encodeURIComponent(ticket)}`);
const refused = 'the socket was refused';
const isError = (requestId: string | null) => (message: { type: string; requestId?: string | null }) =>
  message.type === 'error' && message.requestId === requestId;

let ann: Person;
let ben: Person;
beforeAll(async () => {
  [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben')]);
});

/** The number of sockets and closures in the user's item. */
async function stored({ userId }: Person) {
  const row = await storedRow(`$youbet#userid_${userId}`, '$sockets_1');
  return { open: row?.open?.SS?.length ?? 0, closures: row?.closures?.L?.length ?? 0 };
}

/** Puts a notification on a delivery queue as another domain would. @returns its id */
async function notify({ userId }: Person, id = newId(new Date())): Promise<string> {
  const at = new Date().toISOString();
  const data = { pickId: newId(new Date()), eventId: newId(new Date()), lockedAt: at };
  const { Environment } = await new LambdaClient(aws()).send(
    new GetFunctionConfigurationCommand({ FunctionName: stack().functions['announce-lock'] }),
  );
  await new SQSClient({ ...aws(), useQueueUrlAsEndpoint: false }).send(
    new SendMessageCommand({
      QueueUrl: Environment?.Variables?.LOW_QUEUE_URL,
      MessageBody: JSON.stringify({ task: 'notify', userId, notification: { type: 'pick.locked', id, at, data } }),
    }),
  );
  return id;
}

describe('a socket ticket', () => {
  it('opens one socket, once', async () => {
    const ticket = await ticketFor(ann);
    await using socket = await open(ticket);
    await expect(open(ticket)).rejects.toThrow(refused);
    expect(socket.closed).toBeUndefined();
  });

  it('opens one socket when twenty use it at once', async () => {
    const ticket = await ticketFor(ann);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => open(ticket)));
    const opened = tries.flatMap((tried) => (tried.status === 'fulfilled' ? [tried.value] : []));
    expect(opened).toHaveLength(1);
    await Promise.all(opened.map((socket) => socket.close()));
  });

  it.each([
    ['none', ''],
    ['one that was made up', 'A'.repeat(43)],
    ['one that cannot be', '../?&\u0000'],
  ])('does not open a socket when it is %s', async (_, ticket) => {
    await expect(open(ticket)).rejects.toThrow(refused);
  });

  it('needs a session, lasts thirty seconds, and is no access token', async () => {
    expect((await send('POST', path)).status).toBe(401);
    expect((await send('POST', path, { as: { accessToken: 'made.up.token' } })).status).toBe(401);
    const before = Date.now();
    const { expiresAt } = await call(IssueTicket, { as: ann });
    expect(Date.parse(expiresAt) - before).toBeGreaterThan(29_000);
    expect(Date.parse(expiresAt) - before).toBeLessThan(35_000);
    expect(await send('POST', `${path}?for=ben`, { as: ann })).toMatchObject({
      status: ERROR_STATUS.INVALID_INPUT,
      body: { success: false, error: { code: 'INVALID_INPUT', details: { field: 'for' } } },
    });
  });
});

describe('a message', () => {
  it('is answered when it is a ping', async () => {
    await using socket = await listen(ann);
    socket.send({ action: 'ping', requestId: 'first' });
    expect(await socket.next('a pong', ({ type }) => type === 'ack')).toMatchObject({
      type: 'ack',
      requestId: 'first',
      data: { at: expect.any(String) },
    });
  });

  it.each([
    ['that is not JSON', 'hello', null, undefined],
    ['that is a list', '[]', null, undefined],
    ['of an unknown action', '{"action":"shout","requestId":"r"}', 'r', 'action'],
    ['without an action', '{"requestId":"r"}', 'r', 'action'],
    ['without a requestId', '{"action":"ping"}', null, 'requestId'],
    ['with a requestId that is too long', `{"action":"ping","requestId":"${'r'.repeat(65)}"}`, null, 'requestId'],
    ['with an unknown field', '{"action":"ping","requestId":"r","userId":"ben"}', 'r', 'userId'],
  ])('is refused and the socket stays open: %s', async (_, frame, requestId, field) => {
    await using socket = await listen(ann);
    socket.send(frame);
    const error = await socket.next('an error', isError(requestId));
    expect(error).toMatchObject({ error: { code: 'INVALID_INPUT', ...(field && { details: { field } }) } });
    socket.send({ action: 'ping', requestId: 'after' });
    await socket.next('a pong', ({ type }) => type === 'ack');
  });

  it.each(['$connect', '$disconnect', '$default'])('named after the route %s does nothing', async (action) => {
    await using socket = await listen(ann);
    socket.send(JSON.stringify({ action, requestId: 'r' }));
    socket.send({ action: 'ping', requestId: 'after' });
    await socket.next('a pong', ({ type }) => type === 'ack');
  });

  it('is refused past the limit, on that socket alone, which ends if it goes on', async () => {
    await using talkative = await listen(ann);
    await using quiet = await listen(ann);
    for (let i = 0; i <= MESSAGE_LIMIT.calls; i++) talkative.send({ action: 'ping', requestId: `n${i}` });
    expect(await talkative.next('a refusal', ({ type }) => type === 'error')).toMatchObject({
      error: { code: 'RATE_LIMITED', details: { retryAfter: expect.any(Number) } },
    });
    quiet.send({ action: 'ping', requestId: 'q' });
    await quiet.next('a pong', ({ type }) => type === 'ack');
    // The second of them is the third over the limit, unless a new minute has begun.
    await until('the end of the socket', () => {
      if (!talkative.closed) talkative.send({ action: 'ping', requestId: 'more' });
      return talkative.closed;
    });
    expect(quiet.closed).toBeUndefined();
  });
});

describe('a notification', () => {
  // A socket that is just being closed looks like one that is just being opened: the queue would ask again a minute later.
  beforeEach(async () => {
    [ann, ben] = await Promise.all([signUp('Ann'), signUp('Ben')]);
  });

  it('reaches every socket of its user and nobody else', async () => {
    await using phone = await listen(ann);
    await using tablet = await listen(ann);
    await using other = await listen(ben);
    const id = await notify(ann);
    await Promise.all(
      [phone, tablet].map((socket) =>
        socket.next('the notification', (message) => message.type === 'pick.locked' && message.id === id),
      ),
    );
    await drain();
    expect(other.received).toEqual([]);
    expect(phone.notifications('pick.locked')).toHaveLength(1);
  });

  it('has the same id when it is delivered again', async () => {
    await using socket = await listen(ann);
    const id = await notify(ann);
    await notify(ann, id);
    await until('both', () => socket.notifications('pick.locked').length === 2 || undefined);
    expect(new Set(socket.notifications('pick.locked').map(({ id }) => id))).toEqual(new Set([id]));
  });

  it('is dropped without a fault when all sockets are closed', async () => {
    const cas = await signUp('Cas');
    await (await listen(cas)).close();
    await until('an empty place', async () => ((await stored(cas)).open === 0 ? true : undefined));
    await notify(cas);
    await drain();
  });
});

describe('the end of a socket', () => {
  it('by its client leaves no socket behind', async () => {
    const dee = await signUp('Dee');
    const [one, two] = await Promise.all([listen(dee), listen(dee)]);
    expect(await stored(dee)).toEqual({ open: 2, closures: 0 });
    await one.close();
    await until('one less', async () => ((await stored(dee)).open === 1 ? true : undefined));
    await two.close();
    await until('none', async () => ((await stored(dee)).open === 0 ? true : undefined));
  });

  it('comes with the end of its session, and of no other', async () => {
    const eve = await signUp('Eve');
    const tablet = await signIn(eve);
    await using still = await listen(tablet);
    const ending = await listen(eve);
    const ticket = await ticketFor(eve);
    await call(Logout, { body: { refreshToken: eve.refreshToken } });
    await ending.ended();
    // The access token has not expired, but opens nothing.
    await expect(open(ticket)).rejects.toThrow(refused);
    await expect(listen(eve)).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    still.send({ action: 'ping', requestId: 'still' });
    await still.next('a pong', ({ type }) => type === 'ack');
    await until('one place', async () => ((await stored(eve)).open === 1 ? true : undefined));
  });

  it('comes with a ban, for every session', async () => {
    const fay = await signUp('Fay');
    const tablet = await signIn(fay);
    const sockets = await Promise.all([listen(fay), listen(tablet)]);
    const ticket = await ticketFor(fay);
    await job('ban-user', { handle: fay.handle, scope: 'all', reason: 'Tried for a test.' });
    await Promise.all(sockets.map((socket) => socket.ended()));
    await expect(open(ticket)).rejects.toThrow(refused);
    await expect(ticketFor(tablet)).rejects.toMatchObject({ code: 'BANNED' });
  });

  it('comes to the oldest when there are more than twenty', async () => {
    const gus = await signUp('Gus');
    const sockets: ClientSocket[] = [];
    for (let i = 0; i < 21; i++) sockets.push(await listen(gus));
    await sockets[0]?.ended();
    expect(await stored(gus)).toMatchObject({ open: 20 });
    expect(sockets.slice(1).every(({ closed }) => closed === undefined)).toBe(true);
    await Promise.all(sockets.slice(1).map((socket) => socket.close()));
  });
});
