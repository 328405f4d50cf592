import { describe, expect, it } from 'vitest';
import { ANN, type Answer, ok, served } from '../test/support/served-client.ts';
import { chatOf } from './chat.ts';
import type { Entry } from './generated/types.ts';
import { memory } from './session.ts';

const ID = '0190a000-0000-7000-8000-0000000000c0';
const entry = (seq: number) => ({ type: 'text', conversationId: ID, seq, text: `${seq}` }) as unknown as Entry;
const turn = () => new Promise(setImmediate);

/** A socket that the test opens, and over which it says anything. */
class TestSocket {
  static readonly all: TestSocket[] = [];
  readonly sent: { readonly action: string; readonly requestId: string }[] = [];
  onopen = () => {};
  onclose = () => {};
  onerror = () => {};
  onmessage = (_: { readonly data: unknown }) => {};
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    TestSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.onclose();
  }
}

/** A phone, whose server replies to tickets and to `POST /sync` by their path. */
async function phone() {
  const any: Answer = (asked, signal) => {
    if (asked.path.endsWith('/realtime/tickets'))
      return ok({ ticket: 'a+b', url: 'wss://sockets.example.com/live?ticket=a%2Bb', expiresIn: 30 })(asked, signal);
    if (asked.path.endsWith('/sync')) return ok({ changed: [], gone: [], cursor: null })(asked, signal);
    return ok({ entries: [entry(3), entry(4)], hasAfter: false })(asked, signal);
  };
  const { client, asked } = served(
    Array.from({ length: 30 }, () => any),
    { session: memory(ANN) },
  );
  const entries: number[] = [];
  const options = { WebSocket: TestSocket as unknown as typeof WebSocket };
  const chat = chatOf(client, { entry: ({ seq }) => entries.push(seq) }, options);
  chat.start({ [ID]: 1 });
  await turn();
  const socket = TestSocket.all.at(-1) as TestSocket;
  return { chat, socket, asked, entries };
}

describe('the conversations of a client', () => {
  it('come over a socket with a ticket of its session, after all that was missed', async () => {
    const { chat, socket, asked, entries } = await phone();
    expect(socket.url).toBe('wss://sockets.example.com/live?ticket=a%2Bb');
    expect([chat.connected, asked.length]).toEqual([false, 1]);
    socket.onopen();
    await turn();
    expect(chat.connected).toBe(true);
    expect(asked.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/api/v1/realtime/tickets', 'Bearer a1'],
      ['/api/v1/sync', 'Bearer a1'],
    ]);
    expect(asked[1]?.body).toEqual({ known: { [ID]: 1 } });
    socket.onmessage({ data: JSON.stringify({ type: 'entry', data: { conversationId: ID, seq: 2, entry: entry(2) } }) });
    socket.onmessage({ data: JSON.stringify({ type: 'entry', data: { conversationId: ID, seq: 4, entry: null } }) });
    await turn();
    expect(entries).toEqual([2, 3, 4]);
    expect(asked.at(-1)?.path).toBe(`/api/v1/conversations/${ID}/messages?after=2`);
    chat.stop();
  });

  it('outlive a frame that is none: HTML, a number, a type that nobody knows', async () => {
    const { chat, socket, entries } = await phone();
    socket.onopen();
    await turn();
    for (const data of ['<html>', '7', 'null', '{"type":7}', '{"type":"new.kind"}']) socket.onmessage({ data });
    socket.onmessage({ data: JSON.stringify({ type: 'entry', data: { conversationId: ID, seq: 2, entry: entry(2) } }) });
    expect(entries).toEqual([2]);
    chat.stop();
  });

  it('send over it, and refuse with the one error', async () => {
    const { chat, socket } = await phone();
    socket.onopen();
    await turn();
    const sent = chat.send(ID, { type: 'text', text: 'Hi', clientMessageId: 'c' });
    const { requestId } = socket.sent.at(-1) ?? {};
    const error = { code: 'BANNED', message: 'no', details: { endsAt: null } };
    socket.onmessage({ data: JSON.stringify({ type: 'error', requestId, error }) });
    await expect(sent).rejects.toMatchObject({ name: 'YouBetError', code: 'BANNED', details: { endsAt: null } });
    chat.stop();
  });

  it('are asked for anew after a handshake that is refused, by either event, and after an end', async () => {
    for (const end of ['onerror', 'onclose'] as const) {
      const { chat, socket } = await phone();
      const before = TestSocket.all.length;
      socket[end]();
      while (TestSocket.all.length === before) await new Promise((resolve) => setTimeout(resolve, 20));
      const next = TestSocket.all.at(-1) as TestSocket;
      next.onopen();
      await turn();
      expect(chat.connected).toBe(true);
      next.close();
      expect(chat.connected).toBe(false);
      chat.stop();
    }
  });
});
