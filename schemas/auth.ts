import * as z from 'zod';
import { Handle, Instant } from './common.ts';
import { contract } from './contract.ts';
import { Channel, DateOfBirth, DisplayName, Me } from './users.ts';

/** The address that a code is sent to: an e-mail address, or a phone number with its country, `+12025550123`. The server normalises it. */
const Address = z.string().min(3).max(320);

/** Opaque to a client: never read it, never build one. */
const Opaque = z.string().min(1).max(512);

/** Six or eight digits, good for ten minutes, five guesses, one use. */
const Code = z.string().regex(/^\d{6}(\d{2})?$/, 'must be six or eight digits');

export const SignedIn = z
  .strictObject({
    status: z.literal('signed_in'),
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int().positive().meta({ description: 'Seconds that the access token is good for.' }),
    user: Me,
  })
  .meta({ id: 'SignedIn', description: 'A session has begun, or goes on with these tokens.' });
export type SignedIn = z.infer<typeof SignedIn>;

export const NewSession = z
  .strictObject({
    ...SignedIn.shape,
    deviceToken: z.string().meta({
      description: 'Keep it on the device for 180 days and send it when asking for a code: the device has sends of its own then.',
    }),
  })
  .meta({ id: 'NewSession', description: 'A session has begun.' });
export type NewSession = z.infer<typeof NewSession>;

export const RegistrationRequired = z
  .strictObject({ status: z.literal('registration_required'), registrationToken: z.string() })
  .meta({
    id: 'RegistrationRequired',
    description: 'The address is yours, and nobody has it yet: register with this token within ten minutes, once.',
  });

const CodeSent = z
  .strictObject({
    sent: z.literal(true),
    attemptToken: z.string().meta({ description: 'Needed with the code. It has five guesses, which nobody else can spend.' }),
  })
  .meta({ id: 'CodeSent' });
const askForCode = {
  method: 'POST',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({
    channel: Channel,
    address: Address,
    attemptToken: Opaque.optional().meta({ description: 'Of an earlier call: the same code is sent again, while it is good.' }),
    deviceToken: Opaque.optional().meta({ description: 'Of a sign-in on this device.' }),
  }),
  replies: { 202: CodeSent },
  errors: [],
} as const;

export const SendCode = contract({
  name: 'SendCode',
  path: '/api/v1/auth/otp/send',
  summary: 'Send a code to an address. The reply is the same whether anyone has it or not.',
  ...askForCode,
});

export const Login = contract({
  name: 'Login',
  path: '/api/v1/auth/login',
  summary: 'The older name of `POST /auth/otp/send`.',
  ...askForCode,
});

export const VerifyCode = contract({
  name: 'VerifyCode',
  method: 'POST',
  path: '/api/v1/auth/otp/verify',
  summary: 'Prove an address with its code: signs in, or says that registration comes next.',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({ channel: Channel, address: Address, attemptToken: Opaque, code: Code }),
  replies: { 200: z.discriminatedUnion('status', [NewSession, RegistrationRequired]) },
  errors: ['UNAUTHENTICATED', 'BANNED'],
});

export const Register = contract({
  name: 'Register',
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Make an account for a proven address, and sign in.',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({ registrationToken: Opaque, handle: Handle, displayName: DisplayName, dateOfBirth: DateOfBirth }),
  replies: { 201: NewSession },
  errors: ['UNAUTHENTICATED', 'AGE_VERIFICATION_REQUIRED', 'CONFLICT'],
});

export const Refresh = contract({
  name: 'Refresh',
  method: 'POST',
  limitedBy: 'session',
  limits: [{ calls: 30, seconds: 3600 }],
  path: '/api/v1/auth/refresh',
  summary: 'New tokens for an old refresh token, which is good once; a retry within 60 seconds gets the same successor.',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({ refreshToken: Opaque }),
  replies: { 200: SignedIn },
  errors: ['UNAUTHENTICATED', 'BANNED'],
});

export const Logout = contract({
  name: 'Logout',
  method: 'POST',
  path: '/api/v1/auth/logout',
  summary: 'End this session and close its sockets. Ending it twice is ending it once.',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({ refreshToken: Opaque }),
  replies: { 200: z.strictObject({ signedOut: z.literal(true) }) },
  errors: ['UNAUTHENTICATED'],
});

/** The most sessions that a list shows: far more than anybody has devices. */
export const MOST_SESSIONS = 50;

/** A session as its owner sees it: nothing in it opens anything. */
export const SessionView = z
  .strictObject({
    id: z.uuidv7(),
    createdAt: Instant,
    lastUsedAt: Instant.meta({ description: 'When it was last refreshed; when it began, until then.' }),
    current: z.boolean().meta({ description: 'Whether it is the session of the access token that asks.' }),
  })
  .meta({ id: 'Session', description: 'A device, or an app on it, that is signed in.' });
export type SessionView = z.infer<typeof SessionView>;

export const ListSessions = contract({
  name: 'ListSessions',
  method: 'GET',
  path: '/api/v1/users/me/sessions',
  summary: `Where you are signed in: your sessions that go on, newest first, at most ${MOST_SESSIONS}.`,
  tag: 'auth',
  access: 'user',
  replies: { 200: z.array(SessionView).max(MOST_SESSIONS) },
  errors: [],
});
