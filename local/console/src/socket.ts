import { IssueTicket } from '../../../client/index.ts';
import { keepFrame } from './live.ts';
import { call, sessions } from './session.ts';
import { createStore } from './store.ts';

type State = 'off' | 'connecting' | 'open' | 'lost';

/** The state of the socket of the current person. */
export const socketState = createStore<State>('off');
let socket: WebSocket | undefined;
let timers: ReturnType<typeof setTimeout>[] = [];
let person: string | null = null;

const later = (ms: number, work: () => void): void => {
  timers.push(setTimeout(work, ms));
};

function end(): void {
  for (const timer of timers) clearTimeout(timer);
  timers = [];
  const old = socket;
  socket = undefined;
  // A browser reports an error for a socket that is closed before it has opened.
  if (old?.readyState === WebSocket.CONNECTING) old.addEventListener('open', () => old.close());
  else old?.close();
}

async function open(): Promise<void> {
  end();
  const owner = person;
  if (owner === null) return socketState.set('off');
  socketState.set('connecting');
  try {
    const { url } = await call(IssueTicket);
    if (owner !== person) return;
    const fresh = new WebSocket(url);
    socket = fresh;
    fresh.addEventListener('open', () => {
      if (socket === fresh) socketState.set('open');
    });
    fresh.addEventListener('message', ({ data }) => {
      if (socket === fresh) keepFrame(JSON.parse(String(data)));
    });
    fresh.addEventListener('close', () => {
      if (socket === fresh) lost();
    });
    // Within the quarter of an hour for which a ticket serves.
    later(14 * 60_000, () => void open());
  } catch {
    if (owner === person) lost();
  }
}

function lost(): void {
  socketState.set('lost');
  later(5_000, () => void open());
}

/** Sends a message as the current person. @returns false without an open socket */
export function sendOverSocket(message: object): boolean {
  if (socketState.value !== 'open') return false;
  socket?.send(JSON.stringify(message));
  return true;
}

/** Keeps a socket open for the person as whom the panels call. */
export function keepSocket(): void {
  const follow = ({ current }: { readonly current: string | null }) => {
    if (current === person) return;
    person = current;
    void open();
  };
  sessions.follow(follow);
  follow(sessions.value);
}
