import { describe, expect, it } from 'vitest';
import { ChatClient, type ChatTransport } from './chat-client.ts';
import type { ClientClock } from './clock.ts';
import { YouBetError } from './error.ts';
import type { Entry, ServerMessage } from './generated/types.ts';

/** The client against a server in memory, on a clock that moves when the test says so. */

const ID = '0190a000-0000-7000-8000-0000000000c0';
const entry = (seq: number, conversationId = ID) => ({ type: 'text', conversationId, seq, text: `${seq}` }) as unknown as Entry;
const pushed = (seq: number, whole = true): ServerMessage =>
  ({ type: 'entry', data: { conversationId: ID, seq, entry: whole ? entry(seq) : null } }) as unknown as ServerMessage;
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

class TestClock implements ClientClock {
  now = 0;
  #timers: { at: number; run: () => void }[] = [];
  after(ms: number, run: () => void): () => void {
    const timer = { at: this.now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }
  random = () => 0.5;
  async pass(ms: number): Promise<void> {
    for (const end = this.now + ms; ; ) {
      const next = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      this.now = next?.at ?? end;
      if (!next) return;
      this.#timers = this.#timers.filter((one) => one !== next);
      next.run();
      await settle();
    }
  }
}

/** A conversation of so many entries, and what the client asked. */
function world({ last = 0, fails = false } = {}) {
  const clock = new TestClock();
  const state = {
    last,
    fails,
    isOver: false,
    asked: [] as string[],
    frames: [] as { action: string; requestId: string }[],
    opened: [] as number[],
  };
  let on: { message(message: ServerMessage): void; end(): void } | undefined;
  const transport: ChatTransport = {
    ticket: async () => {
      state.asked.push('ticket');
      if (state.fails) throw new Error('no network');
      if (state.isOver) throw new YouBetError('signed out', { code: 'UNAUTHENTICATED', status: 401 });
      return { ticket: 'a ticket', url: 'wss://sockets.example.com?ticket=a' };
    },
    open: async (_, to) => {
      state.opened.push(clock.now);
      on = to;
      return { send: (text) => state.frames.push(JSON.parse(text)), close: () => to.end() };
    },
    entries: async (_, after) => {
      state.asked.push(`after ${after}`);
      const entries = Array.from({ length: Math.min(2, state.last - after) }, (_, i) => entry(after + 1 + i));
      return { entries, hasAfter: after + entries.length < state.last };
    },
    sync: async (known) => {
      state.asked.push(`sync ${known[ID]}`);
      const from = known[ID] ?? 0;
      const entries = Array.from({ length: Math.max(0, state.last - from) }, (_, i) => entry(from + 1 + i)).slice(-3);
      const gap = state.last - from > 3;
      return {
        changed: entries.length > 0 ? [{ conversationId: ID, lastSeq: state.last, entries, gap }] : [],
        gone: [],
        cursor: null,
      };
    },
  };
  const got: number[] = [];
  const ended: string[] = [];
  const client = new ChatClient(
    transport,
    { entry: ({ seq }) => got.push(seq), ended: () => ended.push('ended'), gone: (id) => ended.push(id) },
    clock,
  );
  const say = async (message: ServerMessage) => {
    on?.message(message);
    await settle();
  };
  const drop = async () => {
    on?.end();
    await settle();
  };
  return { clock, state, client, got, ended, say, drop };
}

describe('a client of conversations', () => {
  it('reads what it missed when it connects, with what lies before the newest', async () => {
    const { client, got, state } = world({ last: 9 });
    client.start({ [ID]: 2 });
    await settle();
    expect(got).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(state.asked).toEqual(['ticket', 'sync 2', 'after 2', 'after 4', 'after 6', 'after 8']);
    expect(client.known).toEqual({ [ID]: 9 });
  });

  it('begins a conversation that is new to it with the newest entries', async () => {
    const { client, got } = world({ last: 9 });
    client.start();
    await settle();
    expect(got).toEqual([7, 8, 9]);
  });

  it('asks once more after 5 seconds, for a message that did not know its socket', async () => {
    const { client, clock, got, state } = world({ last: 1 });
    client.start({ [ID]: 1 });
    await settle();
    state.last = 2;
    await clock.pass(5_000);
    expect(got).toEqual([2]);
  });

  it('gives each entry once and in order, and reads a gap and what came as a number', async () => {
    const { client, got, say, state } = world({ last: 1 });
    client.start({ [ID]: 1 });
    await settle();
    for (const seq of [2, 2, 3]) await say(pushed(seq));
    state.last = 6;
    await say(pushed(6));
    await say(pushed(5));
    state.last = 7;
    await say(pushed(7, false));
    expect(got).toEqual([2, 3, 4, 5, 6, 7]);
    expect(state.asked.filter((one) => one.startsWith('after'))).toEqual(['after 3', 'after 5', 'after 6']);
  });

  it('connects again with pauses that grow to 30 seconds, each with a new ticket', async () => {
    const { client, clock, state } = world({ fails: true });
    client.start();
    await settle();
    await clock.pass(120_000);
    // Half of 0.5, 1, 2, 4, 8, 16 and then 30 seconds, as the jitter is here: 15.75 s for six, and six more in the rest.
    expect(state.asked).toHaveLength(1 + 6 + 6);
    state.fails = false;
    await clock.pass(15_000);
    expect(client.connected).toBe(true);
  });

  it('sends a message under its id until it is answered, also over the next socket', async () => {
    const { client, clock, state, say, drop, got } = world();
    client.start({ [ID]: 0 });
    await settle();
    const sent = client.send(ID, { type: 'text', text: 'Hi.', clientMessageId: 'one' });
    await settle();
    await drop();
    await clock.pass(2_000);
    const [first, second] = state.frames.filter(({ action }) => action === 'message.send');
    expect({ ...second, requestId: '' }).toEqual({ ...first, requestId: '' });
    state.last = 1;
    await say({ type: 'ack', requestId: second?.requestId, data: entry(1) } as never);
    await expect(sent).resolves.toMatchObject({ seq: 1 });
    expect(got).toEqual([1]);
  });

  it('ends a send that is refused, and waits as long as a limit says', async () => {
    const { client, clock, state, say } = world();
    client.start();
    await settle();
    const refuse = (code: string, details = {}) =>
      say({ type: 'error', requestId: state.frames.at(-1)?.requestId, error: { code, message: 'No.', details } } as never);
    const sent = client.send(ID, { type: 'text', text: 'Hi.', clientMessageId: 'one' });
    sent.catch(() => undefined);
    await settle();
    await refuse('RATE_LIMITED', { retryAfter: 20 });
    const before = state.frames.length;
    await clock.pass(19_999);
    expect(state.frames.length).toBe(before);
    await clock.pass(1_000);
    expect(state.frames.length).toBe(before + 1);
    await refuse('MESSAGE_NOT_ALLOWED');
    await expect(sent).rejects.toMatchObject({ name: 'YouBetError', code: 'MESSAGE_NOT_ALLOWED', status: undefined });
  });

  it('ends when there is no session to get a ticket for, and says so once', async () => {
    const { client, clock, state, ended, drop } = world();
    client.start();
    await settle();
    state.isOver = true;
    await drop();
    await clock.pass(60_000);
    expect(ended).toEqual(['ended']);
    expect(state.asked.filter((asked) => asked === 'ticket').length).toBe(2);
    expect(client.connected).toBe(false);
    const text = { type: 'text', text: 'Hi', clientMessageId: 'c' } as const;
    await expect(client.send(ID, text)).rejects.toMatchObject({ name: 'YouBetError', code: 'NETWORK' });
  });

  it('pings every 4 minutes and renews every 15, by a new ticket', async () => {
    const { client, clock, state } = world();
    client.start();
    await settle();
    await clock.pass(31 * 60_000);
    const actions = state.frames.map(({ action }) => action);
    expect(actions.filter((action) => action === 'session.renew')).toHaveLength(2);
    expect(actions.filter((action) => action === 'ping')).toHaveLength(7);
    expect(state.asked.filter((one) => one === 'ticket')).toHaveLength(3);
  });

  it('forgets a conversation that is gone, and stops when its session is over', async () => {
    const { client, clock, state, say, ended } = world({ last: 1 });
    client.start({ [ID]: 1 });
    await settle();
    await say({ type: 'conversation.gone', data: { conversationId: ID } } as never);
    expect(client.known).toEqual({});
    await say({ type: 'session.closing', data: {} } as never);
    await clock.pass(60_000);
    expect(ended).toEqual([ID, 'ended']);
    expect(state.opened).toEqual([0]);
  });
});
