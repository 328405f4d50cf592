import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { Refresh, Register, SendCode, SignedIn, VerifyCode } from '../../schemas/auth.ts';
import type { ReplyData } from '../../schemas/contract.ts';
import type { apiClient } from './api.ts';
import type { mailbox } from './mailbox.ts';

type Api = ReturnType<typeof apiClient>;
type Mailbox = ReturnType<typeof mailbox>;

/** Somebody with an account and a session. Passes as the `as` of a call. */
export interface Person {
  readonly name: string;
  readonly handle: string;
  readonly address: string;
  readonly userId: string;
  accessToken: string;
  refreshToken: string;
}

/** Not the same from test to test, so that no test meets another's Ann. */
const suffix = (): string => randomBytes(4).toString('hex');
export const newAddress = (name: string): string => `${name.toLowerCase()}.${suffix()}@example.com`;
export const newHandle = (name: string): string => `${name.toLowerCase().slice(0, 11)}_${suffix()}`;
export const newPhone = (): string => `+1202555${String(100 + (randomBytes(2).readUInt16BE() % 100)).padStart(4, '0')}`;

const channelOf = (address: string) => (address.startsWith('+') ? 'sms' : 'email');

/** Bettors signing in as they would with a phone in hand. */
export function people(
  { call }: Pick<Api, 'call'>,
  { codesTo, nextCode }: Pick<Mailbox, 'codesTo' | 'nextCode'>,
  job: (name: string, input: object) => Promise<unknown>,
) {
  /** Asks for a code and reads it from the mailbox. */
  async function codeFor(address: string): Promise<string> {
    const channel = channelOf(address);
    const seen = (await codesTo(address)).length;
    await call(SendCode, { body: { channel, address } });
    return nextCode(address, seen);
  }

  /** Proves an address. @returns what a client then has: a session, or a token to register with */
  async function prove(address: string): Promise<ReplyData<typeof VerifyCode>> {
    const code = await codeFor(address);
    return call(VerifyCode, { body: { channel: channelOf(address), address, code } });
  }

  /** A new bettor, from the code in the mailbox to the first session: `const ann = await signUp('Ann')`. */
  async function signUp(name: string, { address = newAddress(name), handle = newHandle(name) } = {}): Promise<Person> {
    const proven = await prove(address);
    if (proven.status !== 'registration_required') throw new Error(`${address} has an account already`);
    const { registrationToken } = proven;
    const session = await call(Register, { body: { registrationToken, handle, displayName: name, dateOfBirth: '1990-05-17' } });
    return personOf(name, address, session);
  }

  /** A bettor who has an account begins another session, as on a second device. */
  async function signIn(person: Pick<Person, 'name' | 'address'>): Promise<Person> {
    return personOf(person.name, person.address, SignedIn.parse(await prove(person.address)));
  }

  /** A new admin, made as the first one is: by an operator, with a token made after it so that their token says it. */
  async function signUpAdmin(name: string): Promise<Person> {
    const person = await signUp(name);
    await job('set-role', { handle: person.handle, role: 'admin', reason: 'To decide what became of games.' });
    const { accessToken, refreshToken } = await call(Refresh, { body: { refreshToken: person.refreshToken } });
    return { ...person, accessToken, refreshToken };
  }

  return { codeFor, prove, signUp, signUpAdmin, signIn };
}

const personOf = (name: string, address: string, { user, accessToken, refreshToken }: z.output<typeof SignedIn>): Person => ({
  name,
  address,
  handle: user.handle,
  userId: user.id,
  accessToken,
  refreshToken,
});
