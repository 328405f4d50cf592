import type { ChatClient, ChatEvents } from '../../client/index.ts';
import { IssueTicket } from '../../schemas/realtime.ts';
import { clientOf } from '../dev/cloud/aws.ts';
import type { StackFile } from '../dev/cloud/stack-file.ts';
import { apiClient, type Caller } from './api.ts';
import { phoneChat } from './chat.ts';
import { invoke } from './invoke.ts';
import { mailbox } from './mailbox.ts';
import { type Person, people } from './people.ts';
import { ClientSocket } from './socket.ts';

/** A client of one stack: calls its API, reads the codes that it sends, opens sockets, runs its jobs. */
export function connect(stack: () => StackFile) {
  const api = apiClient(() => stack().apiUrl);
  const mail = mailbox(() => stack().awsEndpoint);

  /** Gets a single-use ticket, with which a socket is opened or renewed. */
  const ticketFor = async (person: Caller): Promise<string> => (await api.call(IssueTicket, { as: person })).ticket;

  /** Opens a socket. `await using socket = await listen(ann)` closes it at the end of its block. */
  const listen = async (person: Caller): Promise<ClientSocket> =>
    ClientSocket.open((await api.call(IssueTicket, { as: person })).url);

  /** A client of a person's conversations, which is started by its caller. */
  const chat = (person: Person, events: ChatEvents = {}): ChatClient => phoneChat(stack(), person, events);

  /**
   * Invokes one of the deployed functions: `await job('ingest-scores', { force: true })`.
   * @returns the value that the function returned
   * @throws Error with the function's reply when it fails
   */
  async function job(name: string, input: object = {}): Promise<unknown> {
    const { failed, payload } = await invoke(clientOf(stack().awsEndpoint), stack().functions, name, input);
    if (failed) throw new Error(`${name} failed: ${JSON.stringify(payload)}`);
    return payload;
  }

  return { ...api, ...mail, ...people(api, mail, job), ticketFor, listen, chat, job };
}
