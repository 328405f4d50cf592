import { IssueTicket } from '../../schemas/realtime.ts';
import { clientOf } from '../dev/cloud/aws.ts';
import type { StackFile } from '../dev/cloud/stack-file.ts';
import { apiClient, type Caller } from './api.ts';
import { invoke } from './invoke.ts';
import { mailbox } from './mailbox.ts';
import { people } from './people.ts';
import { Socket } from './socket.ts';

/** All that one can do with a stack from outside: call it, read the codes it sends, listen to it, run its jobs. */
export function connect(stack: () => StackFile) {
  const api = apiClient(() => stack().apiUrl);
  const mail = mailbox(() => stack().awsEndpoint);

  /** A single-use ticket for a socket. */
  async function ticketFor(person: Caller): Promise<string> {
    const { ticket } = await api.call(IssueTicket, { as: person });
    return ticket;
  }

  /** `await using socket = await listen(ann)`: closed when its block is left. */
  const listen = async (person: Caller): Promise<Socket> => Socket.open(stack().wsUrl, await ticketFor(person));

  /**
   * Runs one of the deployed functions now, with an input of one's own: `await job('ingest-scores', { force: true })`.
   * @returns what it says it did
   * @throws when it fails, with what it says
   */
  async function job(name: string, input: object = {}): Promise<unknown> {
    const { failed, payload } = await invoke(clientOf(stack().awsEndpoint), stack().functions, name, input);
    if (failed) throw new Error(`${name} failed: ${JSON.stringify(payload)}`);
    return payload;
  }

  return { ...api, ...mail, ...people(api, mail, job), ticketFor, listen, job };
}
