import { GoneException } from '@aws-sdk/client-apigatewaymanagementapi';
import type { User } from '#actor';
import { issueSocketTicket, openSocket } from '#core/realtime';
import { ServerMessage } from '#schemas/messages';
import { gateway } from '../../core/realtime/gateway.ts';

/**
 * API Gateway's side of open sockets in this process: what each connection was sent, checked against schemas/messages.ts, and how each answers.
 */
export class SocketHub {
  readonly #frames = new Map<string, string[]>();
  /** The answer of a connection that does not work: the gateway does not know it, its buffer is full, or it never answers. */
  readonly #answers = new Map<string, 'gone' | 'full' | 'slow'>();
  readonly closed: string[] = [];

  constructor() {
    gateway.inject({
      send: async (command, { abortSignal } = {}) => {
        const { ConnectionId = '', Data } = command.input as { ConnectionId?: string; Data?: string };
        const answer = this.#answers.get(ConnectionId);
        if (answer === 'gone') throw new GoneException({ message: 'Gone', $metadata: {} });
        if (Data === undefined) return void this.closed.push(ConnectionId);
        if (answer === 'slow')
          await new Promise((_, reject) => abortSignal?.addEventListener('abort', () => reject(abortSignal.reason)));
        if (answer === 'full') throw Object.assign(new Error('429'), { name: 'LimitExceededException' });
        this.#frames.set(ConnectionId, [...(this.#frames.get(ConnectionId) ?? []), Data]);
        return {};
      },
    });
  }

  /** Opens a socket of a person. @returns its connection */
  async open(who: User, at: Date, connectionId: string = crypto.randomUUID()): Promise<string> {
    const { ticket } = await issueSocketTicket(who, at);
    await openSocket(ticket, connectionId, at);
    return connectionId;
  }

  answer(connectionId: string, how: 'gone' | 'full' | 'slow' | 'well'): void {
    if (how === 'well') this.#answers.delete(connectionId);
    else this.#answers.set(connectionId, how);
  }

  /** Takes what a connection was sent since the last call. */
  taken(connectionId: string): ServerMessage[] {
    const frames = this.#frames.get(connectionId) ?? [];
    this.#frames.delete(connectionId);
    return frames.map((frame) => ServerMessage.parse(JSON.parse(frame)));
  }

  /** Takes the answer to a message that was sent over a connection. */
  answerTo(connectionId: string, requestId: string): ServerMessage | undefined {
    const all = this.taken(connectionId);
    const isAnswer = (message: ServerMessage) => 'requestId' in message && message.requestId === requestId;
    this.#frames.set(
      connectionId,
      all.filter((message) => !isAnswer(message)).map((message) => JSON.stringify(message)),
    );
    return all.find(isAnswer);
  }

  /** Takes the numbers of the entries among them. */
  numbers(connectionId: string): number[] {
    return this.taken(connectionId).flatMap((message) => (message.type === 'entry' ? [message.data.seq] : []));
  }
}
