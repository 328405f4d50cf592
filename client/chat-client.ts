import { ChatLog, type EntriesRead } from './chat-log.ts';
import { type ClientClock, SYSTEM } from './clock.ts';
import { YouBetError } from './error.ts';
import type { Entry, ServerMessage, SocketAnswers, SocketMessage, Ticket } from './generated/types.ts';

/**
 * The conversations of a person on a device. It keeps one socket open, with a new ticket after each end and a pause that grows; asks for all
 * that it missed, once at once and once a little later, since a message on its way did not know its socket; gives each entry once and in
 * order; sends a message under one id until it is answered; and renews its socket. docs/sockets.md says why.
 */

/** The calls that it makes, over HTTP and to open a socket. Each rejects where it fails. */
export interface ChatTransport {
  ticket(): Promise<Pick<Ticket, 'ticket' | 'url'>>;
  /** Opens a socket by a ticket. @param on told of each message, and once of the end */
  open(ticket: Pick<Ticket, 'ticket' | 'url'>, on: { message(message: ServerMessage): void; end(): void }): Promise<ChatWire>;
  entries(conversationId: string, after: number): Promise<EntriesRead>;
  sync(known: Readonly<Record<string, number>>, cursor: string | null): Promise<SyncReply>;
}

export interface ChatWire {
  send(text: string): void;
  close(): void;
}

interface SyncReply {
  readonly changed: readonly {
    readonly conversationId: string;
    readonly lastSeq: number;
    readonly entries: readonly Entry[];
    readonly gap: boolean;
  }[];
  readonly gone: readonly string[];
  readonly cursor: string | null;
}

/** Told of what happens. */
export interface ChatEvents {
  /** Each entry once, in the order of its conversation. An edit or a deletion is an entry: the message that it names is read anew. */
  entry?(entry: Entry): void;
  gone?(conversationId: string): void;
  /** All else that the server sends: receipts, typing, notifications. */
  other?(message: ServerMessage): void;
  /** The session is over: sign in again. */
  ended?(): void;
}

const SECOND = 1_000;
const PING = 4 * 60 * SECOND;
const RENEW = 15 * 60 * SECOND;
const LATER = 5 * SECOND;
const ANSWER = 5 * SECOND;
const PAUSE = { first: 500, longest: 30 * SECOND };
/** Ends of a message after which the same one may be sent again. */
const PASSING: ReadonlySet<string> = new Set([
  'UNAVAILABLE',
  'RATE_LIMITED',
  'INTERNAL',
  'UNAUTHENTICATED',
  'NETWORK',
  'TIMEOUT',
]);

type Reply = Extract<ServerMessage, { type: 'ack' | 'error' }>;
type NewMessage = Extract<SocketMessage, { action: 'message.send' }>['message'];
/** An action as its caller writes it. */
type Asked<A extends keyof SocketAnswers> = { readonly action: A } & Omit<
  Extract<SocketMessage, { action: A }>,
  'action' | 'requestId'
>;

export class ChatClient {
  readonly #transport: ChatTransport;
  readonly #events: ChatEvents;
  readonly #clock: ClientClock;
  readonly #logs = new Map<string, ChatLog>();
  readonly #answers = new Map<string, (reply: Reply | null) => void>();
  readonly #timers = new Set<() => void>();
  #wire: ChatWire | undefined;
  #failures = 0;
  #sent = 0;
  #running = false;

  constructor(transport: ChatTransport, events: ChatEvents = {}, clock: ClientClock = SYSTEM) {
    this.#transport = transport;
    this.#events = events;
    this.#clock = clock;
  }

  /** @param known the numbers that the device kept, by conversation */
  start(known: Readonly<Record<string, number>> = {}): void {
    for (const [id, have] of Object.entries(known)) this.#logOf(id, have);
    this.#running = true;
    void this.#connect();
  }

  stop(): void {
    this.#running = false;
    this.#wire?.close();
    this.#dropped();
  }

  /** The numbers to keep on the device. */
  get known(): Record<string, number> {
    return Object.fromEntries([...this.#logs].map(([id, { have }]) => [id, have]));
  }

  get connected(): boolean {
    return this.#wire !== undefined;
  }

  /**
   * Sends a message under its clientMessageId until it is answered, also over sockets to come.
   * @throws YouBetError for one that is refused, and when it is stopped
   */
  async send(conversationId: string, message: NewMessage): Promise<Entry> {
    for (let tries = 0; ; tries++) {
      try {
        const entry = await this.ask({ action: 'message.send', conversationId, message });
        await this.#take(conversationId, entry.seq, entry).catch(() => this.#resumeLater());
        return entry;
      } catch (error) {
        if (!this.#running || !(error instanceof YouBetError) || !PASSING.has(error.code)) throw error;
        await this.#pause(tries, error.retryAfter);
      }
    }
  }

  /**
   * Sends an action once: `await ask({ action: 'typing', conversationId })`.
   * @returns the `data` of its answer
   * @throws YouBetError for a refusal; `NETWORK` without a socket, `TIMEOUT` without an answer
   */
  async ask<A extends keyof SocketAnswers>(action: Asked<A>): Promise<SocketAnswers[A]> {
    const wire = this.#wire;
    if (!wire) throw new YouBetError('not connected', { code: 'NETWORK' });
    const requestId = `r${++this.#sent}`;
    const reply = await new Promise<Reply | null>((resolve) => {
      const cancel = this.#clock.after(ANSWER, () => resolve(null));
      this.#answers.set(requestId, (answer) => {
        cancel();
        resolve(answer);
      });
      wire.send(JSON.stringify({ ...action, requestId }));
    });
    this.#answers.delete(requestId);
    if (!reply) throw new YouBetError('not answered', { code: 'TIMEOUT' });
    if (reply.type === 'error') throw new YouBetError(reply.error.message, reply.error);
    return reply.data as SocketAnswers[A];
  }

  async #connect(): Promise<void> {
    if (!this.#running || this.#wire) return;
    try {
      const ticket = await this.#transport.ticket();
      let isOver = false;
      const wire = await this.#transport.open(ticket, {
        message: (message) => this.#receive(message),
        end: () => {
          isOver = true;
          if (this.#wire === wire) this.#reconnect();
        },
      });
      if (isOver || !this.#running) return this.#running ? this.#reconnect() : wire.close();
      this.#wire = wire;
      this.#every(PING, () => this.ask({ action: 'ping' }));
      this.#every(RENEW, async () => this.ask({ action: 'session.renew', ticket: (await this.#transport.ticket()).ticket }));
      // A message that was on its way did not know this socket.
      this.#resumeLater();
      await this.#resume();
      this.#failures = 0;
    } catch (error) {
      this.#wire?.close();
      // Without a session there is no ticket: only a sign-in helps.
      if (error instanceof YouBetError && error.code === 'UNAUTHENTICATED') this.#end();
      else this.#reconnect();
    }
  }

  #end(): void {
    this.stop();
    this.#events.ended?.();
  }

  #reconnect(): void {
    this.#dropped();
    if (this.#running) void this.#pause(this.#failures++).then(() => this.#connect());
  }

  /** Forgets the socket, with its timers and the answers that it owes. */
  #dropped(): void {
    this.#wire = undefined;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    for (const answer of this.#answers.values()) answer(null);
  }

  /** Asks for all that is missing. */
  async #resume(): Promise<void> {
    const { known } = this;
    for (let cursor: string | null = null; ; ) {
      const page: SyncReply = await this.#transport.sync(known, cursor);
      for (const id of page.gone) this.#gone(id);
      for (const { conversationId: id, lastSeq, entries, gap } of page.changed) {
        // Of a conversation that is new here, what is older is read when somebody looks for it.
        const log = this.#logOf(id, (entries[0]?.seq ?? lastSeq + 1) - 1);
        if (gap && id in known) await log.fill(lastSeq);
        else log.takeAll(entries);
      }
      cursor = page.cursor;
      if (cursor === null) return;
    }
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'ack':
      case 'error':
        if (message.requestId !== null) this.#answers.get(message.requestId)?.(message);
        return;
      case 'entry':
        this.#take(message.data.conversationId, message.data.seq, message.data.entry).catch(() => this.#resumeLater());
        return;
      case 'conversation.gone':
        this.#gone(message.data.conversationId);
        return;
      case 'session.closing':
        this.#end();
        return;
      default:
        this.#events.other?.(message);
    }
  }

  /** Takes an entry; a conversation that is new here is asked for first. A conversation that cannot be read now is asked for a little later. */
  async #take(conversationId: string, seq: number, entry: Entry | null): Promise<void> {
    if (!this.#logs.has(conversationId)) await this.#resume();
    await this.#logOf(conversationId, seq - 1).take(seq, entry);
  }

  #gone(conversationId: string): void {
    if (this.#logs.delete(conversationId)) this.#events.gone?.(conversationId);
  }

  #logOf(conversationId: string, have: number): ChatLog {
    const log =
      this.#logs.get(conversationId) ??
      new ChatLog(
        have,
        (after) => this.#transport.entries(conversationId, after),
        (entry) => this.#events.entry?.(entry),
      );
    this.#logs.set(conversationId, log);
    return log;
  }

  /** Waits with full jitter, longer after each failure. @param seconds the least, where the server said so */
  #pause(failures: number, seconds = 0): Promise<void> {
    const longest = Math.min(PAUSE.longest, PAUSE.first * 2 ** failures);
    return new Promise((resolve) => this.#clock.after(seconds * SECOND + this.#clock.random() * longest, resolve));
  }

  /** Runs something later, while this socket is open. */
  #later(ms: number, run: () => void): void {
    const cancel = this.#clock.after(ms, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }

  #resumeLater(): void {
    this.#later(LATER, () => {
      this.#resume().catch(() => this.#resumeLater());
    });
  }

  #every(ms: number, run: () => Promise<unknown>): void {
    this.#later(ms, () => {
      run().catch(() => undefined);
      this.#every(ms, run);
    });
  }
}
