import {
  CancelDeletion,
  type Client,
  createClient,
  GetMe,
  GetTerms,
  memory,
  Register,
  type Route,
  SendCode,
  SendStepUpCode,
  type SignedIn,
  StepUp,
  type TokenStore,
  type Tokens,
  VerifyCode,
  YouBetError,
} from '../../../client/index.ts';
import type { ConsoleMail } from '../shapes.ts';
import { own } from './own.ts';
import { createStore } from './store.ts';

/** A person who is signed in. */
interface ConsoleSession {
  readonly tokens: Tokens;
  readonly handle: string;
}

interface Sessions {
  readonly all: Readonly<Record<string, ConsoleSession>>;
  /** The handle of the person as whom the panels call. */
  readonly current: string | null;
}

const KEY = 'youbet-sessions';
const kept = sessionStorage.getItem(KEY);
/** Everybody who is signed in. It lasts as long as the tab. */
export const sessions = createStore<Sessions>(kept === null ? { all: {}, current: null } : (JSON.parse(kept) as Sessions));
sessions.follow((value) => sessionStorage.setItem(KEY, JSON.stringify(value)));

export const switchTo = (handle: string): void => sessions.set({ ...sessions.value, current: handle });

function forget(handle: string): void {
  const { [handle]: _, ...all } = sessions.value.all;
  const { current } = sessions.value;
  sessions.set({ all, current: current === handle ? (Object.keys(all)[0] ?? null) : current });
}

/** The place of one person's tokens, among those of all. */
const storeOf = (handle: string): TokenStore => ({
  get: () => sessions.value.all[handle]?.tokens ?? null,
  set: (tokens) => {
    const { all, current } = sessions.value;
    if (tokens === null) forget(handle);
    else sessions.set({ all: { ...all, [handle]: { handle, tokens } }, current });
  },
});

/** The first call of a function that a busy machine starts is slow. */
const settings = { url: location.origin, timeout: 120 };
const nobody = createClient({ ...settings, session: memory() });
const clients = new Map<string, Client>();

function clientOf(handle: string | null): Client {
  if (handle === null) return nobody;
  const client = clients.get(handle) ?? createClient({ ...settings, session: storeOf(handle) });
  clients.set(handle, client);
  return client;
}

/** Calls a route as the current person, or without a token where nobody is signed in. @throws YouBetError */
export const call: Client['call'] = (route, ...args) => proven((client) => client.call(route, ...args));

/** Reads one page of a list as the current person. @throws YouBetError */
export const page: Client['page'] = (route, ...args) => proven((client) => client.page(route, ...args));

/** Calls as the current person, and once more after a step-up where the API wants one. */
async function proven<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = clientOf(sessions.value.current);
  try {
    return await work(client);
  } catch (error) {
    if (!(error instanceof YouBetError) || error.code !== 'STEP_UP_REQUIRED') throw error;
    await stepUp(client);
    return work(client);
  }
}

/** The step-ups that run: several calls of a panel want one at once, and a person gets three codes an hour. */
const steppingUp = new Map<Client, Promise<void>>();

/** Proves the current person's address anew by the code that the mailbox gets. */
function stepUp(client: Client): Promise<void> {
  const begun = steppingUp.get(client) ?? prove(client).finally(() => steppingUp.delete(client));
  steppingUp.set(client, begun);
  return begun;
}

async function prove(client: Client): Promise<void> {
  const { addresses } = await client.call(GetMe);
  const address = addresses.find(({ channel }) => channel === 'email')?.address ?? '';
  const { attemptToken, code } = await codeFor(address, () => client.call(SendStepUpCode, { body: { channel: 'email' } }));
  await client.call(StepUp, { body: { channel: 'email', attemptToken, code } });
}

/** Gets tokens for the current person that name a new role. @throws YouBetError */
export const refresh = (): Promise<void> => clientOf(sessions.value.current).refresh();

/** Forgets the current person's session, which the API has ended. */
export function leave(): void {
  const { current } = sessions.value;
  if (current !== null) forget(current);
}

/** The `data` of a route's reply. */
export type DataOf<R> = R extends Route<infer T> ? T['data'] : never;

/** Ends the session of a person. @throws YouBetError when the server was not told */
export const signOut = (handle: string): Promise<void> => clientOf(handle).signOut();

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The codes that the emulator's mailbox holds for an address, the oldest first. */
async function codesTo(address: string): Promise<string[]> {
  const mail = await own<ConsoleMail[]>('GET', '/mail');
  return mail.filter(({ to }) => to === address).flatMap(({ text }) => /\b\d{6}(?:\d{2})?\b/.exec(text)?.[0] ?? []);
}

/** Asks for a code, and waits for it in the mailbox. */
async function codeFor(address: string, send: () => Promise<{ readonly attemptToken: string }>) {
  const seen = (await codesTo(address)).length;
  const { attemptToken } = await send();
  for (let waited = 0; waited < 60_000; waited += 250) {
    await sleep(250);
    const code = (await codesTo(address))[seen];
    if (code !== undefined) return { attemptToken, code };
  }
  throw new Error(`No code came to ${address} within a minute.`);
}

interface Newcomer {
  readonly name: string;
  readonly handle: string;
  readonly address: string;
}

/** Signs a person in as an app does, with the code that it reads in the emulator's mailbox; registers them where they have no account. */
export async function signIn({ name, handle, address }: Newcomer): Promise<void> {
  const proof = await codeFor(address, () => nobody.call(SendCode, { body: { channel: 'email', address } }));
  const device = { name: 'Console', platform: 'web', appVersion: '1.0.0' } as const;
  const proven = await nobody.call(VerifyCode, { body: { channel: 'email', address, ...proof, device } });
  if (proven.status === 'signed_in') return enter(proven);
  const { registrationToken } = proven;
  const accepts = await nobody.call(GetTerms);
  const body = { registrationToken, handle, displayName: name, dateOfBirth: '1990-05-17', accepts, device };
  return enter(await nobody.call(Register, { body }));
}

/** Keeps the account of a person who had asked for its deletion, by the token that the refusal of a sign-in brings. */
export const keepAccount = (cancelToken: string): Promise<null> => nobody.call(CancelDeletion, { body: { cancelToken } });

async function enter(reply: SignedIn): Promise<void> {
  const { handle } = reply.user;
  await clientOf(handle).signedIn(reply);
  switchTo(handle);
}
