import { Login, Register, SendCode, VerifyCode } from '#schemas/auth';
import { CURRENT_TERMS } from '#schemas/terms';
import { GetMe, GetUser, UpdateMe } from '#schemas/users';
import { http, job, queue, recordsOf, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { newestCode, takeSent } from '../stand-ins.ts';
import { bettor, later } from '../world.ts';
import { known } from './known.ts';

const address = { channel: 'email' as const, address: 'quinn@example.com' };
const phone = { channel: 'sms' as const, address: '+12025550123' };
const form = { handle: 'quinn', displayName: 'Quinn', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };

/** Asks for a code and reads it. @returns what proves the address */
const prove = async () => {
  const { attemptToken } = await http(SendCode, { body: address });
  return { ...address, attemptToken, code: await newestCode() };
};
export const verify = async () => http(VerifyCode, { body: await prove() });

export async function join() {
  return http(Register, { body: await registrationForm() });
}

/** A form that registers somebody, with a proven address. */
export async function registrationForm() {
  const proven = await verify();
  if (proven.status !== 'registration_required') throw new Error('the address has an account');
  return { ...form, registrationToken: proven.registrationToken };
}

/** A user whose devices are signed in. */
export async function signedIn(devices = 1) {
  let session = await join();
  for (let more = devices - 1; more > 0; more--) {
    const again = await verify();
    if (again.status !== 'signed_in') throw new Error('no sign-in');
    session = again;
  }
  takeSent();
  return session;
}

/** A message of the codes queue, for an address of this channel. */
async function codeMessage(body: typeof address | typeof phone): Promise<object> {
  await http(SendCode, { body });
  return takeSent().at(-1) as object;
}

const ban = { handle: form.handle, scope: 'all', reason: 'fraud' };
const bounce = {
  time: NOW.toISOString(),
  detail: { eventType: 'Bounce', mail: { destination: [address.address] }, bounce: { bounceType: 'Permanent' } },
};

export const PEOPLE: readonly Scenario[] = [
  {
    name: 'the first call of a minute',
    group: 'people',
    of: ['GetMe'],
    async prepare() {
      const as = await bettor(undefined, { called: false });
      return () => http(GetMe, { as });
    },
  },
  {
    name: 'ask for a code, the first one of an hour',
    group: 'people',
    of: ['SendCode'],
    prepare: async () => () => http(SendCode, { body: address }),
  },
  {
    name: 'ask for another code within the hour',
    group: 'people',
    of: ['SendCode', 'Login', 'SendOtp'],
    async prepare() {
      await http(SendCode, { body: address });
      return () => http(Login, { body: address });
    },
  },
  {
    name: 'send a code by e-mail',
    group: 'people',
    of: ['queues/send-code'],
    async prepare() {
      const message = await codeMessage(address);
      return () => queue('send-code', message);
    },
  },
  {
    name: 'send a code by text message',
    group: 'people',
    of: ['queues/send-code'],
    async prepare() {
      const message = await codeMessage(phone);
      return () => queue('send-code', message);
    },
  },
  {
    name: 'hold an address that bounced',
    group: 'people',
    of: ['queues/hold-address'],
    prepare: async () => () => queue('hold-address', bounce),
  },
  {
    name: 'switch text messages off',
    group: 'people',
    of: ['operator/switch-sms'],
    prepare: async () => () => job('operator/switch-sms', { on: false, reason: 'an attack' }),
  },
  {
    name: 'release an address',
    group: 'people',
    of: ['operator/release-address'],
    async prepare() {
      await queue('hold-address', bounce);
      return () => job('operator/release-address', { address: address.address });
    },
  },
  {
    name: 'prove a new address',
    group: 'people',
    of: ['VerifyCode', 'VerifyOtp'],
    async prepare() {
      const body = await prove();
      return () => http(VerifyCode, { body });
    },
  },
  {
    name: 'register',
    group: 'people',
    of: ['Register'],
    async prepare() {
      const body = await registrationForm();
      return () => http(Register, { body });
    },
  },
  {
    name: 'sign in with a code',
    group: 'people',
    of: [
      'VerifyCode',
      'triggers/cognito/define-auth-challenge',
      'triggers/cognito/create-auth-challenge',
      'triggers/cognito/verify-auth-challenge',
      'triggers/cognito/pre-token-generation',
    ],
    async prepare() {
      await join();
      const body = await prove();
      return () => http(VerifyCode, { body });
    },
  },
  {
    name: 'ban a user',
    group: 'people',
    of: ['operator/ban-user'],
    async prepare() {
      await signedIn();
      return () => job('operator/ban-user', ban);
    },
  },
  {
    name: 'lift a ban',
    group: 'people',
    of: ['operator/ban-user'],
    async prepare() {
      await signedIn();
      await job('operator/ban-user', ban);
      return () => job('operator/ban-user', { handle: form.handle, lift: true, reason: 'a mistake' });
    },
  },
  {
    name: 'set a role',
    group: 'people',
    of: ['operator/set-role'],
    async prepare() {
      await signedIn();
      return () => job('operator/set-role', { handle: form.handle, role: 'admin', reason: 'joins us' });
    },
  },
  {
    name: 'the stream: a user who was banned',
    group: 'people',
    of: ['closeSocketsOfUser', 'requestSignOut', 'askForBoards'],
    async prepare() {
      await signedIn();
      const records = await recordsOf('user', () => job('operator/ban-user', ban));
      return () => stream('social', records);
    },
  },
  {
    name: 'sign a user out of three devices',
    group: 'people',
    of: ['queues/sign-out-user'],
    async prepare() {
      const { user } = await signedIn(3);
      return () => queue('sign-out-user', { userId: user.id, until: later(1).toISOString() });
    },
  },
  {
    name: 'my account',
    group: 'people',
    of: ['GetMe'],
    async prepare() {
      const as = await bettor();
      return () => http(GetMe, { as });
    },
  },
  ...Object.entries({ bio: 'New.', 'display name': 'Quinn', handle: 'quinn_the_new' }).map(
    ([field, value]): Scenario => ({
      name: `change my ${field}`,
      group: 'people',
      of: ['UpdateMe'],
      async prepare() {
        const as = await bettor();
        const name = field === 'display name' ? 'displayName' : field;
        return () => http(UpdateMe, { as, body: { [name]: value } });
      },
    }),
  ),
  {
    name: 'a profile',
    group: 'people',
    of: ['GetUser'],
    growth: 'settled picks of the bettor',
    on: known,
    async prepare() {
      return () => http(GetUser, { params: { user: 'ann' } });
    },
  },
];
