import type { APIGatewayProxyWebsocketEventV2, Context } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { countCaller, type LimitState } from '#core/limits';
import { replyTo, senderOf } from '#core/realtime';
import { DomainError } from '#errors';
import { action } from '#schemas/actions';
import type { UserId } from '#schemas/common';
import { operationsOf } from '../../docs/asyncapi.ts';
import { messages, onAction } from './messages.ts';

vi.mock('#core/limits', async (original) => ({ ...(await original<typeof import('#core/limits')>()), countCaller: vi.fn() }));
vi.mock('#core/realtime', () => ({ senderOf: vi.fn(), replyTo: vi.fn() }));

const Send = action({
  name: 'SendThing',
  action: 'thing.send',
  summary: 'Sends a thing.',
  fields: { text: z.string().max(5) },
  data: z.strictObject({ length: z.int() }),
  limits: [{ calls: 2, seconds: 60 }],
});
const like = { summary: 'Does a thing.', fields: { text: z.string().max(5) }, data: z.strictObject({ length: z.int() }) };
const Say = action({ ...like, name: 'SayThing', action: 'thing.say', notBannedFrom: 'messaging' });
const Begin = action({ ...like, name: 'BeginThing', action: 'thing.begin', limits: [{ calls: 2, seconds: 60 }] });
const sender = {
  userId: 'u1' as UserId,
  connectionId: 'c1',
  origin: 'o1',
  openedAt: '2026-11-23T12:00:00.000Z',
  issuedAt: '2026-11-23T11:59:59.000Z',
};
const use = vi.fn(async ({ message }: { message: { text: string } }) => ({ length: message.text.length }));
const begun = vi.fn(async ({ admitted }: { admitted: Promise<unknown> }) => {
  await admitted;
  return { length: 0 };
});
const door = messages(
  onAction(Send, (call) => use(call)),
  onAction(Say, (call) => use(call)),
  onAction(Begin, (call) => begun(call), { beside: true }),
);

const state = (more: Partial<LimitState> = {}): LimitState => ({
  allowed: true,
  limit: 2,
  remaining: 1,
  resetSeconds: 9,
  ...more,
});
beforeEach(() => {
  vi.mocked(countCaller).mockReset().mockResolvedValue({ state: state(), against: {} });
  vi.mocked(senderOf).mockReset().mockResolvedValue(sender);
  vi.mocked(replyTo).mockReset();
  use.mockClear();
});

/** @returns the messages posted to the socket, in order */
async function sent(frame: unknown): Promise<unknown[]> {
  const event = {
    requestContext: { connectionId: 'c1', requestId: 'gateway-1' },
    body: typeof frame === 'string' ? frame : JSON.stringify(frame),
    isBase64Encoded: false,
  } as APIGatewayProxyWebsocketEventV2;
  expect(await door(event, { awsRequestId: 'r' } as Context)).toEqual({ statusCode: 200 });
  expect(vi.mocked(replyTo).mock.calls.every(([connectionId]) => connectionId === 'c1')).toBe(true);
  return vi.mocked(replyTo).mock.calls.map(([, message]) => message);
}
const thing = { action: 'thing.send', requestId: 'r-1', text: 'hello' };
const error = (code: string, requestId: string | null = 'r-1') =>
  expect.objectContaining({ type: 'error', requestId, error: expect.objectContaining({ code }) });

describe('an action', () => {
  it('is checked, handled and answered under its own requestId', async () => {
    expect(await sent(thing)).toEqual([{ type: 'ack', requestId: 'r-1', data: { length: 5 } }]);
    expect(use).toHaveBeenCalledWith(expect.objectContaining({ message: thing, sender, now: expect.any(Date) }));
  });
  it.each([
    ['a field that is too long', { ...thing, text: 'hello!' }, 'text'],
    ['an unknown field', { ...thing, loud: true }, 'loud'],
    ['no requestId', { ...thing, requestId: undefined }, 'requestId'],
    ['another name', { ...thing, action: 'thing.shout' }, 'action'],
    ['no name', { requestId: 'r-1' }, 'action'],
    ['what is not JSON', 'thing', 'message'],
  ])('with %s is refused by name, and handled by nobody', async (_, frame, field) => {
    const [answer] = await sent(frame);
    expect(answer).toMatchObject({ type: 'error', error: { code: 'INVALID_INPUT', details: { field } } });
    expect(use).not.toHaveBeenCalled();
  });
  it('of 32 KB is handled, and one byte more is refused by our own check', async () => {
    // Blanks around a value are JSON.
    const of = (bytes: number) => JSON.stringify(thing).padEnd(bytes);
    for (const bytes of [31 * 1_024, 32 * 1_024]) expect((await sent(of(bytes))).at(-1)).toMatchObject({ type: 'ack' });
    expect(use).toHaveBeenCalledTimes(2);
    for (const bytes of [32 * 1_024 + 1, 33 * 1_024])
      expect((await sent(of(bytes))).at(-1)).toMatchObject({
        type: 'error',
        error: { code: 'INVALID_INPUT', details: { field: 'message' } },
      });
    expect(use).toHaveBeenCalledTimes(2);
  });
  it('is counted against its own limit, per user', async () => {
    await sent(thing);
    expect(vi.mocked(countCaller).mock.calls).toEqual([
      ['user#u1', [{ subject: 'user#u1', rule: 'SendThing', limit: { calls: 2, seconds: 60 } }], expect.any(Date)],
    ]);
  });
  it.each([
    ['a ban', { ban: '9999-12-31T23:59:59.999Z' }, 'BANNED'],
    ['an end of all sessions', { endedBefore: Date.parse('2026-11-23T12:00:00.000Z') / 1000 }, 'UNAUTHENTICATED'],
  ])('is refused by %s that its count shows, and not handled', async (_, against, code) => {
    vi.mocked(countCaller).mockResolvedValue({ state: state(), against });
    const [answer] = await sent(thing);
    expect(answer).toMatchObject({ type: 'error', error: { code } });
    expect(use).not.toHaveBeenCalled();
  });
  it('over its limit is refused with retryAfter, and not handled', async () => {
    vi.mocked(countCaller).mockResolvedValue({ state: state({ allowed: false, remaining: 0 }), against: {} });
    const [answer] = await sent(thing);
    expect(answer).toMatchObject({ requestId: 'r-1', error: { code: 'RATE_LIMITED', details: { retryAfter: 9 } } });
    expect(use).not.toHaveBeenCalled();
  });
  it.each([
    [31 * 1_024, 'text'],
    [33 * 1_024, 'message'],
  ])('of %i bytes is refused for its %s', async (bytes, field) => {
    const [answer] = await sent({ ...thing, text: 'a'.repeat(bytes) });
    expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT', details: { field } } });
  });
  it('of a sender who is banned from messages is refused, by their row or by their ticket', async () => {
    const until = '9999-12-31T23:59:59.999Z';
    vi.mocked(countCaller).mockResolvedValueOnce({ state: state(), against: { messagingBan: until } });
    expect(await sent({ ...thing, action: 'thing.say' })).toEqual([error('BANNED')]);
    vi.mocked(senderOf).mockResolvedValueOnce({ ...sender, messagingBan: until });
    vi.mocked(replyTo).mockClear();
    expect(await sent({ ...thing, action: 'thing.say' })).toEqual([error('BANNED')]);
    expect(use).not.toHaveBeenCalled();
  });
  it('that begins beside its count is refused by it, whatever its handler came to', async () => {
    vi.mocked(countCaller).mockResolvedValue({ state: state({ allowed: false, remaining: 0 }), against: {} });
    const written = vi.fn();
    begun.mockImplementationOnce(async ({ admitted }) => {
      await admitted;
      written();
      return { length: 1 };
    });
    expect(await sent({ ...thing, action: 'thing.begin' })).toEqual([error('RATE_LIMITED')]);
    expect(begun).toHaveBeenCalled();
    expect(written).not.toHaveBeenCalled();
  });
  it('of an ended socket is refused', async () => {
    vi.mocked(senderOf).mockRejectedValue(new DomainError('UNAUTHENTICATED', 'This socket is over.'));
    expect(await sent(thing)).toEqual([error('UNAUTHENTICATED')]);
  });
  it('whose handler fails is answered with INTERNAL and no details', async () => {
    use.mockRejectedValueOnce(new Error('password=hunter2'));
    const answers = await sent(thing);
    expect(answers).toEqual([error('INTERNAL')]);
    expect(JSON.stringify(answers)).not.toContain('hunter2');
  });
  it('whose reply breaks its contract is answered with INTERNAL', async () => {
    use.mockResolvedValueOnce({ length: 'five' } as never);
    expect(await sent(thing)).toEqual([error('INTERNAL')]);
  });
  it('whose reply cannot be posted is answered with an error', async () => {
    vi.mocked(replyTo).mockRejectedValueOnce(new Error('longer than one frame'));
    expect(await sent(thing)).toEqual([expect.objectContaining({ type: 'ack' }), error('INTERNAL')]);
  });
});

it('AsyncAPI has its message, its reply and its limit', () => {
  const on = (name: string) => ({ $ref: `#/channels/socket/messages/${name}` });
  expect(operationsOf([Send])).toMatchObject({
    sendThing: {
      action: 'receive',
      summary: 'Send thing',
      description: 'Sends a thing. At most 2 calls a minute.',
      messages: [on('SendThing')],
      reply: { messages: [on('SendThingAck'), on('ErrorMessage')] },
    },
  });
});
