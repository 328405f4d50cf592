import { type ChatClient, type ChatEvents, chatOf, createClient } from '../../client/index.ts';
import { ServerMessage } from '../../schemas/messages.ts';
import type { Person } from './people.ts';

/** A socket that checks each message that arrives against schemas/messages.ts. A wrong one ends the process, or the test. */
export class CheckedSocket extends WebSocket {
  constructor(url: string | URL) {
    super(url);
    this.addEventListener('message', ({ data }) => ServerMessage.parse(JSON.parse(String(data))));
  }
}

/** The chat of a person's phone, by the published client. A session that is renewed is that person's. */
export function phoneChat(
  { apiUrl }: { readonly apiUrl: string },
  person: Person,
  events: ChatEvents = {},
  Socket: typeof WebSocket = CheckedSocket,
): ChatClient {
  const session = {
    get: () => person,
    set: (tokens: object | null) => void Object.assign(person, tokens),
  };
  return chatOf(createClient({ url: apiUrl, session }), events, { WebSocket: Socket });
}
