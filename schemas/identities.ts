import * as z from 'zod';
import { enteringDevice, NewSession, Opaque, RegistrationRequired, SteppedUp } from './auth.ts';
import { Instant } from './common.ts';
import { contract } from './contract.ts';

/** A company by whose account a person signs in. */
export const IdentityProvider = z.enum(['google', 'apple']).meta({ id: 'IdentityProvider' });
export type IdentityProvider = z.output<typeof IdentityProvider>;

/** Any text is taken here, since a provider that there is none of is answered 404. */
export const ProviderName = z.strictObject({ provider: z.string().min(1).max(32) });

/** An ID token of OpenID Connect: a JWT. Real ones have some 1,200 characters. */
const IdToken = z
  .string()
  .max(4096)
  .regex(/^[\w-]+\.[\w-]+\.[\w-]*$/, 'must be a JWT');

/** The proof that a provider has signed somebody in just now. */
const idTokenProof = {
  idToken: IdToken,
  nonce: Opaque.meta({ description: 'Of `POST /auth/oauth/nonce`. The ID token has it as it is, or its SHA-256 in hex.' }),
};
const authorizationCode = z
  .string()
  .min(1)
  .max(2048)
  .optional()
  .meta({ description: 'Of Apple alone: with it we can revoke the sign-in at Apple when you unlink it or delete the account.' });

/** Minutes for which a nonce is good. */
export const NONCE_MINUTES = 10;

export const IssueNonce = contract({
  name: 'IssueNonce',
  method: 'POST',
  path: '/api/v1/auth/oauth/nonce',
  summary: `A nonce to ask Apple or Google for an ID token with. It is good once, for ${NONCE_MINUTES} minutes.`,
  tag: 'auth',
  gated: 'none',
  access: 'public',
  forgivesToken: true,
  replies: { 200: z.strictObject({ nonce: Opaque, expiresAt: Instant }).meta({ id: 'Nonce' }) },
  errors: [],
});

const CodeRequired = z
  .strictObject({
    status: z.literal('code_required'),
    linkToken: z.string(),
    address: z.string().meta({ description: 'The e-mail address that the ID token names.' }),
  })
  .meta({
    id: 'CodeRequired',
    description:
      'The provider does not own the e-mail address that it names. Send a code to the address, and give `linkToken` with the code, within ten minutes.',
  });

/** The answer to somebody whom a provider has proven. */
export const ProviderAnswer = z.discriminatedUnion('status', [NewSession, RegistrationRequired, CodeRequired]);

export const SignInNative = contract({
  name: 'SignInNative',
  method: 'POST',
  path: '/api/v1/auth/oauth/{provider}/native',
  summary: 'Sign in by an ID token that the app got from Apple or Google, or learn that registration or a code comes next.',
  tag: 'auth',
  gated: 'none',
  access: 'public',
  forgivesToken: true,
  params: ProviderName,
  body: z.strictObject({
    ...idTokenProof,
    authorizationCode,
    ...enteringDevice,
  }),
  replies: { 200: ProviderAnswer },
  errors: ['NOT_FOUND', 'UNAUTHENTICATED', 'BANNED', 'ACCOUNT_DELETING', 'CONFLICT'],
});

const IdentityView = z
  .strictObject({ provider: IdentityProvider, linkedAt: Instant })
  .meta({ id: 'Identity', description: 'An account at Apple or Google by which you sign in.' });

/** At most one of each provider. */
const Identities = z.array(IdentityView).max(IdentityProvider.options.length);
export type Identities = z.infer<typeof Identities>;

export const ListIdentities = contract({
  name: 'ListIdentities',
  method: 'GET',
  path: '/api/v1/users/me/identities',
  summary: 'The accounts at Apple and Google by which you sign in. `GET /users/me` has your addresses.',
  tag: 'auth',
  gated: 'none',
  access: 'user',
  terms: 'any',
  replies: { 200: Identities },
  errors: ['NOT_FOUND'],
});

export const LinkIdentity = contract({
  name: 'LinkIdentity',
  method: 'POST',
  path: '/api/v1/users/me/identities',
  summary: 'Sign in by an account at Apple or Google too. Your addresses are told, with a link that undoes it.',
  tag: 'auth',
  gated: 'none',
  access: 'user',
  terms: 'any',
  stepUp: true,
  body: z.strictObject({ provider: IdentityProvider, ...idTokenProof, authorizationCode }),
  replies: { 200: Identities },
  errors: ['NOT_FOUND', 'UNAUTHENTICATED', 'CONFLICT'],
  limits: [{ calls: 10, seconds: 86_400 }],
});

export const UnlinkIdentity = contract({
  name: 'UnlinkIdentity',
  method: 'DELETE',
  path: '/api/v1/users/me/identities/{provider}',
  summary: 'Sign in by this account no more. The last way to sign in stays. It can be undone as a change of addresses can.',
  tag: 'auth',
  gated: 'none',
  access: 'user',
  terms: 'any',
  stepUp: true,
  params: ProviderName,
  replies: { 200: Identities },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 10, seconds: 86_400 }],
});

export const StepUpNative = contract({
  name: 'StepUpNative',
  method: 'POST',
  path: '/api/v1/users/me/step-up/native',
  summary: 'Step up by a new ID token of an account that is linked to yours, in the place of a code.',
  tag: 'auth',
  gated: 'none',
  access: 'user',
  terms: 'any',
  body: z.strictObject({ provider: IdentityProvider, ...idTokenProof }),
  replies: { 200: SteppedUp },
  errors: ['UNAUTHENTICATED', 'CONFLICT'],
});

export const HearApple = contract({
  name: 'HearApple',
  method: 'POST',
  limitedBy: 'message',
  limits: [{ calls: 30, seconds: 3600 }],
  path: '/api/v1/auth/oauth/apple/notifications',
  summary:
    'For Apple: somebody has withdrawn their consent, deleted their Apple account, or turned their relay address off or on.',
  tag: 'auth',
  gated: 'none',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({ payload: IdToken }),
  replies: { 200: z.strictObject({ heard: z.literal(true) }).meta({ id: 'Heard' }) },
  errors: ['UNAUTHENTICATED', 'CONFLICT'],
});
