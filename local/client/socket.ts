import type * as z from 'zod';
import type { ClientMessage } from '../../schemas/actions.ts';
import { type Notification, ServerMessage } from '../../schemas/messages.ts';
import { HANG, until } from './until.ts';

type Message = z.output<typeof ServerMessage>;

/** A client's socket. It checks each message that arrives against schemas/messages.ts, and keeps it. */
export class ClientSocket implements AsyncDisposable {
  readonly received: Message[] = [];
  readonly #socket: WebSocket;
  /** The code and reason of its end; undefined while it is open. */
  closed: { readonly code: number; readonly reason: string } | undefined;
  /** Set when a frame was no message of schemas/messages.ts; every later read throws it. */
  #broken: Error | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const message = ServerMessage.safeParse(JSON.parse(String(data)));
      if (message.success) this.received.push(message.data);
      else this.#broken ??= new Error(`not a message of schemas/messages.ts: ${data}`, { cause: message.error });
    });
    socket.addEventListener('close', ({ code, reason }) => {
      this.closed = { code, reason };
    });
  }

  /** @param url a ticket's @throws Error when the server refuses the socket */
  static async open(url: string): Promise<ClientSocket> {
    const socket = new WebSocket(url);
    const opened = new ClientSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error('the socket was refused')), { once: true });
    });
    return opened;
  }

  /** Sends any frame, also one that the server does not accept. */
  send(message: z.input<typeof ClientMessage> | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** All notifications of one type so far, the oldest first. */
  notifications<T extends Notification['type']>(type: T): Extract<Notification, { type: T }>[] {
    if (this.#broken) throw this.#broken;
    return this.received.filter((message): message is Extract<Notification, { type: T }> => message.type === type);
  }

  /** Waits for a message; one that has come already counts. @param what named in the error */
  next(what: string, wanted: (message: Message) => boolean, seconds = HANG): Promise<Message> {
    return until(
      what,
      () => {
        if (this.#broken) throw this.#broken;
        return this.received.find(wanted);
      },
      seconds,
    );
  }

  ended(seconds = HANG): Promise<{ readonly code: number }> {
    return until('the socket to end', () => this.closed, seconds);
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.ended();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
