import * as z from 'zod';
import { enteringDevice, Opaque } from './auth.ts';
import { contract } from './contract.ts';
import { ProviderAnswer, ProviderName } from './identities.ts';

/** Sign-in by Apple or Google on pages in a browser, for apps without their libraries. */

/** Minutes within which a sign-in that was begun has to come back from the provider. */
export const HOSTED_MINUTES = 10;

/** A text of 256 bits or more in base64url without padding, as RFC 7636 wants a verifier. */
const Verifier = z.string().regex(/^[\w~.-]{43,128}$/, 'must be 43 to 128 letters, digits, -, ., _ or ~');
/** The SHA-256 of a verifier in base64url without padding. */
const Challenge = z.string().regex(/^[\w-]{43}$/, 'must be the SHA-256 of a verifier in base64url');

/** A route that a browser opens, and that leads it on. */
const inBrowser = {
  method: 'GET',
  tag: 'auth',
  gated: 'none',
  access: 'public',
  forgivesToken: true,
  params: ProviderName,
  replies: { 302: 'redirect' },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 60, seconds: 3_600 }],
} as const;

export const StartHostedSignIn = contract({
  ...inBrowser,
  name: 'StartHostedSignIn',
  path: '/api/v1/auth/oauth/{provider}',
  summary: `For a browser: sign in at Apple or Google within ${HOSTED_MINUTES} minutes. It ends at \`redirect\`, with a \`code\` or an \`error\`.`,
  query: z.strictObject({
    challenge: Challenge.meta({
      description:
        'The SHA-256 of a `verifier` that the app has made and keeps, in base64url. The `code` is worth nothing without it.',
    }),
    redirect: z.string().min(1).max(256).meta({ description: 'A link into the app, one of those that are allowed here.' }),
  }),
});

export const FinishHostedSignIn = contract({
  ...inBrowser,
  name: 'FinishHostedSignIn',
  path: '/api/v1/auth/oauth/{provider}/callback',
  summary: 'For the pages of the sign-in: the person is back in the browser, and goes on to the app.',
  query: z.strictObject({
    state: Opaque.meta({ description: 'Names the sign-in. The cookie of the browser has to fit it.' }),
    code: z.string().min(1).max(2048).optional().meta({ description: 'Of the pages, after a sign-in.' }),
    error: z.string().max(256).optional().meta({ description: '`access_denied` when the person has cancelled.' }),
    error_description: z.string().max(2048).optional().meta({ description: 'Of the pages; it is not read.' }),
  }),
});

export const ExchangeHostedCode = contract({
  name: 'ExchangeHostedCode',
  method: 'POST',
  path: '/api/v1/auth/oauth/exchange',
  summary: 'Sign in by the `code` with which a sign-in in a browser has ended, or learn that registration or a code comes next.',
  tag: 'auth',
  gated: 'none',
  access: 'public',
  forgivesToken: true,
  body: z.strictObject({
    code: Opaque.meta({ description: 'It is good once, for five minutes.' }),
    verifier: Verifier.meta({ description: 'The text whose `challenge` began the sign-in.' }),
    ...enteringDevice,
  }),
  replies: { 200: ProviderAnswer },
  errors: ['UNAUTHENTICATED', 'BANNED', 'ACCOUNT_DELETING', 'CONFLICT'],
});
