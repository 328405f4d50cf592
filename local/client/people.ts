import { randomBytes, randomInt } from 'node:crypto';
import type * as z from 'zod';
import { NewSession, Refresh, Register, SendCode, VerifyCode } from '../../schemas/auth.ts';
import type { ReplyData } from '../../schemas/contract.ts';
import { CURRENT_TERMS } from '../../schemas/terms.ts';
import type { apiClient } from './api.ts';
import type { mailbox } from './mailbox.ts';

type Api = ReturnType<typeof apiClient>;
type Mailbox = ReturnType<typeof mailbox>;

/** A user with an account and a session. Can be passed as the `as` of a call. */
export interface Person {
  readonly name: string;
  readonly handle: string;
  readonly address: string;
  readonly userId: string;
  accessToken: string;
  refreshToken: string;
  /** Of the device of the newest sign-in. */
  readonly deviceToken: string;
}

/** An attempt to prove an address, with the code that came for it. */
export interface Proof {
  readonly attemptToken: string;
  readonly code: string;
}

/** Random, so that people of the same name in different tests are different users. */
const suffix = (): string => randomBytes(4).toString('hex');
export const newAddress = (name: string): string => `${name.toLowerCase()}.${suffix()}@example.com`;
/** It ends with a letter: `mo_d1234567` is reserved, as `mod` with a number. */
export const newHandle = (name: string): string => `${name.toLowerCase().slice(0, 10)}_${suffix()}x`;
/** 555-0100 to 555-0199 belong to nobody in any area, so two thousand numbers of twenty areas seldom meet. */
const AREAS = [201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228];
export const newPhone = (): string => `+1${AREAS[randomInt(AREAS.length)]}55501${String(randomInt(100)).padStart(2, '0')}`;

const channelOf = (address: string) => (address.startsWith('+') ? 'sms' : 'email');

/** Signs people up and in through the API, with the codes of the mailbox. */
export function people(
  { call }: Pick<Api, 'call'>,
  { codesTo, nextCode }: Pick<Mailbox, 'codesTo' | 'nextCode'>,
  job: (name: string, input: object) => Promise<unknown>,
) {
  /** Asks for a code and waits for it. */
  async function codeFor(address: string, tokens: { deviceToken?: string; attemptToken?: string } = {}): Promise<Proof> {
    const channel = channelOf(address);
    const seen = (await codesTo(address)).length;
    const { attemptToken } = await call(SendCode, { body: { channel, address, ...tokens } });
    return { attemptToken, code: await nextCode(address, seen) };
  }

  /** Asks for a code and verifies it. @returns a session, or a registration token if the address has no account */
  async function prove(address: string): Promise<ReplyData<typeof VerifyCode>> {
    const proof = await codeFor(address);
    return call(VerifyCode, { body: { channel: channelOf(address), address, ...proof } });
  }

  /** Creates an account with its first session: `const ann = await signUp('Ann')`. @throws Error when the address has an account */
  async function signUp(name: string, { address = newAddress(name), handle = newHandle(name) } = {}): Promise<Person> {
    const proven = await prove(address);
    if (proven.status !== 'registration_required') throw new Error(`${address} has an account already`);
    const { registrationToken } = proven;
    const session = await call(Register, {
      body: { registrationToken, handle, displayName: name, dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS },
    });
    return personOf(name, address, session);
  }

  /** Begins another session of an existing account, as on a second device. */
  async function signIn(person: Pick<Person, 'name' | 'address'>): Promise<Person> {
    return personOf(person.name, person.address, NewSession.parse(await prove(person.address)));
  }

  /** Creates an account and makes it an admin, as an operator does. The access token is renewed so that it names the new role. */
  async function signUpAdmin(name: string, known: Parameters<typeof signUp>[1] = {}): Promise<Person> {
    const person = await signUp(name, known);
    await job('set-role', { handle: person.handle, role: 'admin', reason: 'Decides the state and the result of events.' });
    const { accessToken, refreshToken } = await call(Refresh, { body: { refreshToken: person.refreshToken } });
    return { ...person, accessToken, refreshToken };
  }

  return { codeFor, prove, signUp, signUpAdmin, signIn };
}

const personOf = (name: string, address: string, { user, ...tokens }: z.output<typeof NewSession>): Person => ({
  name,
  address,
  handle: user.handle,
  userId: user.id,
  accessToken: tokens.accessToken,
  refreshToken: tokens.refreshToken,
  deviceToken: tokens.deviceToken,
});
