import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { ChatClient, Entry, ServerMessage } from '../../../client/index.ts';
import { ListMessages, ReactToMessage, SendMessage } from '../../../schemas/chat-messages.ts';
import type { ConversationId, MessageId } from '../../../schemas/common.ts';
import { AcceptConversation, ListConversations } from '../../../schemas/conversations.ts';
import { dim, green } from '../../cli/colours.ts';
import { CheckedSocket, phoneChat } from '../../client/chat.ts';
import type { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { until } from '../../client/until.ts';
import { GROUP_NAME } from '../chats.ts';
import type { StackFile } from '../cloud/stack-file.ts';
import type { PlacedPick } from './picks.ts';
import { coloured, say, signed } from './print.ts';

type Client = Pick<ReturnType<typeof connect>, 'call' | 'page'>;
type NewMessage = z.input<typeof SendMessage.body>;

/** A person's phone: its client of conversations, and all that it was given. */
interface Phone {
  readonly person: Person;
  readonly chat: ChatClient;
  readonly entries: Entry[];
  readonly told: ServerMessage[];
  /** Ends its socket as a lost network does. */
  cut(): void;
}

function phoneOf(stack: Pick<StackFile, 'apiUrl'>, person: Person): Phone {
  const entries: Entry[] = [];
  const told: ServerMessage[] = [];
  let newest: WebSocket | undefined;
  class KeptSocket extends CheckedSocket {
    constructor(url: string | URL) {
      super(url);
      newest = this;
    }
  }
  const events = { entry: (entry: Entry) => entries.push(entry), other: (message: ServerMessage) => told.push(message) };
  return { person, chat: phoneChat(stack, person, events, KeptSocket), entries, told, cut: () => newest?.close() };
}

/**
 * The group of the seed on the phones of its members, by the published client, from the morning to the evening.
 * @param people its members, the owner first
 */
export async function openChat(client: Client, stack: Pick<StackFile, 'apiUrl'>, people: readonly Person[]) {
  const [owner = nobody()] = people;
  const { items } = await client.page(ListConversations, { as: owner, query: {} });
  const group = items.find(({ name }) => name === GROUP_NAME) ?? nobody();
  const phones = people.map((person) => phoneOf(stack, person));
  for (const { chat } of phones) chat.start();
  const has = (phone: Phone, seq: number) => phone.chat.known[group.id] !== undefined && (phone.chat.known[group.id] ?? 0) >= seq;
  const everybodyHas = (seq: number) =>
    until(`entry ${seq} on each phone`, () => phones.every((phone) => has(phone, seq)) || undefined);
  await everybodyHas(group.lastSeq);
  const params = { conversationId: group.id };
  const phone = (i: number): Phone => phones[i] ?? nobody();

  /** Sends a message over a person's socket, and prints how long it took to all phones. */
  async function send(i: number, message: NewMessage, words: string): Promise<Entry> {
    const { chat, person } = phone(i);
    const began = performance.now();
    const entry = await chat.send(group.id, message);
    await everybodyHas(entry.seq);
    const took = Math.round(performance.now() - began);
    say(person.name, `#${entry.seq}  ${words}  ${dim(`on ${phones.length} phones after ${took} ms`)}`);
    return entry;
  }
  const write = (i: number, text: string, more: { replyTo?: number } = {}) =>
    send(
      i,
      { type: 'text', text, clientMessageId: randomUUID(), ...more },
      more.replyTo ? `answers #${more.replyTo}: ${text}` : text,
    );
  let slip: { readonly seq: number; readonly title: string } | undefined;

  return {
    /** Talks about the games: a slip, answers, a reaction, receipts, somebody who types, and a phone that loses its socket. */
    async talk([first = nobody()]: readonly PlacedPick[], titles: ReadonlyMap<string, string>): Promise<void> {
      const title = titles.get(first.pick.id)?.trim() ?? '';
      const { seq } = await send(
        0,
        { type: 'slip', pickId: first.pick.id, text: 'This one.', clientMessageId: randomUUID() },
        `shows a slip, ${title}: This one.`,
      );
      slip = { seq, title };
      await showTyping(phone(2), phone(0), group.id);
      const { seq: answer } = await write(2, 'At that price? I take the other side.', { replyTo: seq });
      await client.call(ReactToMessage, {
        as: phone(1).person,
        params: { messageId: `${group.id}_${answer}` as MessageId },
        body: { name: 'laugh' },
      });
      say(phone(1).person.name, `reacts to #${answer}: laugh`);
      await everybodyHas(answer + 1);
      await showReceipts(phones, group.id, answer + 1);
      await this.loseSocket(3);
    },

    /** Ends a phone's socket while others write: the phone connects again by itself, and reads what it missed. */
    async loseSocket(i: number): Promise<void> {
      const lost = phone(i);
      const before = lost.chat.known[group.id] ?? 0;
      lost.cut();
      say(lost.person.name, dim(`the phone loses its socket, and has all up to #${before}`));
      await write(0, 'Kick-off in a minute.');
      await write(1, 'Last call for slips.');
      const numbers = lost.entries.filter(({ conversationId }) => conversationId === group.id).map(({ seq }) => seq);
      const missed = numbers.filter((seq) => seq > before);
      if (numbers.some((seq, n) => n > 0 && seq !== (numbers[n - 1] ?? 0) + 1)) throw new Error(`a gap in ${numbers}`);
      say(
        lost.person.name,
        `is connected again, and has ${missed.map((seq) => `#${seq}`).join(', ')}: ${green('no gap, none twice')}`,
      );
    },

    /** Prints what the message of the slip shows now. */
    async showSlip(): Promise<void> {
      const { seq, title } = slip ?? nobody();
      const reader = phone(1).person;
      const { entries } = await client.call(ListMessages, { as: reader, params, query: { around: seq, limit: 1 } });
      const [entry] = entries;
      if (entry?.type !== 'slip' || !entry.pick) throw new Error('the slip is not shown');
      const { status, outcome } = entry.pick;
      const result = outcome ? `${coloured(outcome.result)} ${signed(outcome.profitUnits, ' u')}` : status;
      say(reader.name, `message #${seq} now shows  ${title}  ${result}`);
    },

    [Symbol.dispose](): void {
      for (const { chat } of phones) chat.stop();
    },
  };
}

/** Has somebody type, and prints that another one's phone shows it. */
async function showTyping(typist: Phone, reader: Phone, conversationId: ConversationId): Promise<void> {
  await typist.chat.ask({ action: 'typing', conversationId });
  await until(
    'somebody who types',
    () => reader.told.some(({ type, ...message }) => type === 'typing' && isOf(message, typist, conversationId)) || undefined,
  );
  say(reader.person.name, dim(`sees that ${typist.person.name} types`));
}

/** Has all others read up to an entry, and prints what the first one's phone was told. */
async function showReceipts(
  [first = nobody(), ...others]: readonly Phone[],
  conversationId: ConversationId,
  seq: number,
): Promise<void> {
  for (const { chat } of others) await chat.ask({ action: 'message.read', conversationId, seq });
  const readers = () =>
    others.filter((other) =>
      first.told.some(({ type, ...message }) => type === 'receipt' && isOf(message, other, conversationId)),
    );
  await until('the receipts', () => readers().length === others.length || undefined);
  say(
    first.person.name,
    dim(
      `sees that ${readers()
        .map(({ person }) => person.name)
        .join(', ')} have read #${seq}`,
    ),
  );
}

const isOf = (message: object, { person }: Phone, conversationId: ConversationId): boolean => {
  const { data } = message as { data?: { userId?: string; conversationId?: string } };
  return data?.userId === person.userId && data.conversationId === conversationId;
};

/** Accepts a request to talk, and answers it. On a stack where the day was played before, nobody asks any more. */
export async function answerRequest({ call, page }: Client, as: Person): Promise<void> {
  const { items } = await page(ListConversations, { as, query: { folder: 'requests' } });
  const [request] = items;
  if (!request) return say(as.name, dim('has no request to talk: the one of the seed was accepted before'));
  say(as.name, `is asked by @${request.other?.handle}: ${request.lastMessage?.preview ?? ''}`);
  const params = { conversationId: request.id };
  await call(AcceptConversation, { as, params });
  const body = { type: 'text' as const, text: 'One unit on most. Never more than two.', clientMessageId: randomUUID() };
  await call(SendMessage, { as, params, body });
  say(as.name, `accepts, and answers: ${body.text}`);
}

const nobody = (): never => {
  throw new Error('the group of the seed is not there');
};
