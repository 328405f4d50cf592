import { chatOf } from '../../../client/index.ts';
import { keepFrame } from './live.ts';
import { call, sessions } from './session.ts';
import { createStore } from './store.ts';

type State = 'off' | 'connecting' | 'open' | 'lost';

/** The state of the socket of the current person. */
export const socketState = createStore<State>('off');
let chat: ReturnType<typeof chatOf> | undefined;
let person: string | null = null;

/** The conversations of the current person, over a socket of which each frame is kept. */
function chatOfPerson(): ReturnType<typeof chatOf> {
  class KeptSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url);
      const isCurrent = () => chat === made;
      this.addEventListener('open', () => isCurrent() && socketState.set('open'));
      this.addEventListener('message', ({ data }) => isCurrent() && keepFrame(JSON.parse(String(data))));
      this.addEventListener('close', () => isCurrent() && socketState.set('lost'));
    }
  }
  const made = chatOf({ call }, { ended: () => made === chat && socketState.set('off') }, { WebSocket: KeptSocket });
  return made;
}

/** Asks for an answer as the current person, and waits for it. @throws YouBetError */
export const pingSocket = async (): Promise<unknown> => chat?.ask({ action: 'ping' });

/** Keeps a socket open for the person as whom the panels call. */
export function keepSocket(): void {
  const follow = ({ current }: { readonly current: string | null }) => {
    if (current === person) return;
    person = current;
    chat?.stop();
    chat = current === null ? undefined : chatOfPerson();
    socketState.set(chat ? 'connecting' : 'off');
    chat?.start();
  };
  sessions.follow(follow);
  follow(sessions.value);
}
