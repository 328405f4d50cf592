import * as z from 'zod';
import { Handle, Instant } from './common.ts';
import { contract, STEP_UP_SECONDS } from './contract.ts';
import { CODE_REFUSALS } from './errors.ts';
import { Place } from './place.ts';
import { TextVersions } from './terms.ts';
import { text } from './text.ts';
import { Channel, DateOfBirth, DisplayName, Me } from './users.ts';

/** The address that a code is sent to: an e-mail address, or a phone number with its country, `+12025550123`. The server normalises it. */
const AddressText = z.string().min(3).max(320);
export const Address = AddressText.meta({ description: 'An e-mail address, or a phone number as `+12015550123`.' });

/** Opaque to a client: never read it, never build one. */
export const Opaque = z.string().min(1).max(512);

/** Six or eight digits, good for ten minutes, five guesses, one use. */
export const Code = z.string().regex(/^\d{6}(\d{2})?$/, 'must be six or eight digits');

/** A device as it describes itself. */
export const DeviceFacts = z
  .strictObject({
    name: text({ graphemes: 60, bytes: 240 }),
    platform: z.enum(['ios', 'android', 'web']).meta({ id: 'AppPlatform' }),
    appVersion: z.string().regex(/^[0-9A-Za-z.+-]{1,32}$/, 'must be a version such as 2.4.1'),
  })
  .meta({ id: 'DeviceFacts', description: 'The device as it describes itself at its sign-in.' });
export type DeviceFacts = z.output<typeof DeviceFacts>;

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
    description:
      'You have proven an address or an identity that nobody has yet: register with this token within ten minutes, once.',
  });

export const CodeSent = z
  .strictObject({
    sent: z.literal(true),
    attemptToken: z.string().meta({ description: 'Needed with the code. It has five guesses, which nobody else can spend.' }),
    expiresIn: z.int().meta({ description: 'Seconds for which the code is good.' }),
    nextIn: z.int().meta({ description: 'Seconds after which another code may be asked for; 0 for at once.' }),
  })
  .meta({ id: 'CodeSent' });
export type CodeSent = z.infer<typeof CodeSent>;
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
  errors: ['CONFLICT'],
} as const;

export const SendCode = contract({
  name: 'SendCode',
  gated: 'none',
  path: '/api/v1/auth/otp/send',
  summary: 'Send a code to an address. The reply is the same whether anyone has it or not.',
  ...askForCode,
});

export const Login = contract({
  name: 'Login',
  gated: 'none',
  path: '/api/v1/auth/login',
  summary: 'The older name of `POST /auth/otp/send`.',
  deprecated: true,
  ...askForCode,
});

export const SendOtp = contract({
  name: 'SendOtp',
  gated: 'none',
  path: '/api/v1/auth/otp',
  summary: 'The oldest name of `POST /auth/otp/send`.',
  deprecated: true,
  ...askForCode,
});

/** The fields by which a device signs in. */
export const enteringDevice = {
  device: DeviceFacts.optional(),
  deviceToken: Opaque.optional().meta({
    description: 'Of an earlier sign-in on this device. Without one your other devices are told of a new device.',
  }),
} as const;

const giveCode = {
  method: 'POST',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({
    channel: Channel,
    address: Address,
    attemptToken: Opaque,
    code: Code,
    ...enteringDevice,
    linkToken: Opaque.optional().meta({
      description:
        'Of a sign-in by Apple or Google that asked for this code: its account is linked to the one that has the address.',
    }),
  }),
  replies: { 200: z.discriminatedUnion('status', [NewSession, RegistrationRequired]) },
  errors: [...CODE_REFUSALS, 'UNAUTHENTICATED', 'BANNED', 'ACCOUNT_DELETING', 'SECOND_PROOF_REQUIRED', 'CONFLICT'],
} as const;

export const VerifyCode = contract({
  name: 'VerifyCode',
  gated: 'none',
  path: '/api/v1/auth/otp/verify',
  summary: 'Prove an address with its code: signs in, or says that registration comes next.',
  ...giveCode,
});

export const VerifyOtp = contract({
  name: 'VerifyOtp',
  gated: 'none',
  path: '/api/v1/auth/verify-otp',
  summary: 'The older name of `POST /auth/otp/verify`.',
  deprecated: true,
  ...giveCode,
});

export const Register = contract({
  name: 'Register',
  method: 'POST',
  path: '/api/v1/auth/register',
  summary: 'Make an account for a proven address, or for a proven account at Apple or Google, and sign in.',
  tag: 'auth',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({
    registrationToken: Opaque,
    handle: Handle,
    displayName: DisplayName,
    dateOfBirth: DateOfBirth,
    accepts: TextVersions.meta({ description: 'The versions that stand: `GET /terms` names them.' }),
    place: Place.optional().meta({
      description: 'The region and zone in which you live. `PUT /users/me/region` states them later, and changes them.',
    }),
    device: DeviceFacts.optional(),
  }),
  replies: { 201: NewSession },
  errors: ['UNAUTHENTICATED', 'AGE_VERIFICATION_REQUIRED', 'TERMS_REQUIRED', 'CONFLICT', 'BANNED'],
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
  gated: 'none',
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
  gated: 'none',
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
    lastUsedAt: Instant.meta({ description: 'The time of its last refresh; of its beginning, until then.' }),
    current: z.boolean().meta({ description: 'True for the session of the access token that asks.' }),
    device: DeviceFacts.nullable().meta({ description: 'As the device described itself at its sign-in; null when it did not.' }),
    region: z.string().nullable().meta({
      description: 'The country or state of its sign-in. Null unless you let it be kept before (`PUT /users/me/permissions`).',
    }),
  })
  .meta({ id: 'Session', description: 'A device, or an app on it, that is signed in.' });
export type SessionView = z.infer<typeof SessionView>;

export const ListSessions = contract({
  name: 'ListSessions',
  method: 'GET',
  path: '/api/v1/users/me/sessions',
  summary: `Your sessions that go on, newest first, at most ${MOST_SESSIONS}.`,
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  replies: { 200: z.array(SessionView).max(MOST_SESSIONS) },
  errors: [],
});

export const EndSession = contract({
  name: 'EndSession',
  method: 'DELETE',
  path: '/api/v1/users/me/sessions/{sessionId}',
  summary: 'End one session of yours and close its sockets. Ending it twice is ending it once.',
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  params: z.strictObject({ sessionId: z.uuidv7() }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
});

export const EndOtherSessions = contract({
  name: 'EndOtherSessions',
  method: 'DELETE',
  path: '/api/v1/users/me/sessions',
  summary:
    'End all sessions of yours but the one that asks. When more than twelve end within a quarter of an hour, the one that asks ends too.',
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  replies: { 204: 'empty' },
  errors: [],
});

export const SendStepUpCode = contract({
  name: 'SendStepUpCode',
  method: 'POST',
  path: '/api/v1/users/me/step-up/code',
  summary: 'Send a code to an address of yours, for a step-up.',
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  body: z.strictObject({
    channel: Channel,
    attemptToken: Opaque.optional().meta({ description: 'Of an earlier call: the same code is sent again, while it is good.' }),
  }),
  replies: { 202: CodeSent },
  errors: ['CONFLICT'],
});

export const SteppedUp = z
  .strictObject({ until: Instant.meta({ description: 'The end of the step-up.' }) })
  .meta({ id: 'SteppedUp', description: 'This session may do for a while all that a fresh sign-in allows.' });

export const StepUp = contract({
  name: 'StepUp',
  method: 'POST',
  path: '/api/v1/users/me/step-up',
  summary: `Give the code of a step-up: for ${STEP_UP_SECONDS / 60} minutes this session may call the routes that need one.`,
  tag: 'auth',
  access: 'user',
  gated: 'none',
  terms: 'any',
  body: z.strictObject({ channel: Channel, attemptToken: Opaque, code: Code }),
  replies: { 200: SteppedUp },
  errors: CODE_REFUSALS,
});
