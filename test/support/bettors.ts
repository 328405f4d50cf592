import { randomBytes, randomUUID } from 'node:crypto';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect } from 'vitest';
import type { User } from '#actor';
import { register, sendCode, verifyCode } from '#core/identity';
import type { NewSession, SignedIn } from '#schemas/auth';
import { CURRENT_TERMS } from '#schemas/terms';
import { APP_PART } from './app-part.ts';
import { codesWaiting, makeQueue } from './codes.ts';
import { anyone } from './make/users.ts';
import { mint, useMint } from './mint.ts';
import { followSocial } from './social.ts';

/** People of tests that run use cases in this process, and what they need: queues, a secret, production's limits. */
export async function identityGround(): Promise<void> {
  useMint();
  // A grant lives for a minute, and a file of tests on a busy machine takes longer.
  mint.now = () => now;
  const Name = `identity-${randomUUID()}`;
  await new SecretsManagerClient({}).send(new CreateSecretCommand({ Name, SecretString: randomBytes(32).toString('hex') }));
  const { KeyMetadata } = await new KMSClient({}).send(new CreateKeyCommand({}));
  Object.assign(process.env, {
    IDENTITY_SECRET_ID: Name,
    ADDRESS_KEY_ID: KeyMetadata?.KeyId,
    TOKEN_ISSUER: 'https://issuer.example',
    JWKS_URL: 'http://127.0.0.1:9/keys',
    USER_POOL_ID: 'pool',
    USER_POOL_CLIENT_ID: 'server',
    SEND_BUDGET: JSON.stringify({ email: 10_000, sms: 10_000, smsPerBlock: 10_000 }),
    SMS_COUNTRIES: '["US","CA"]',
    IDENTITY_PROVIDERS: '{}',
    API_URL: 'https://api.example',
    LINKED_APPS: '{"ios":{"teamId":"ABCDE12345","bundleId":"com.youbet.app"},"android":null}',
    APP_CONFIG: JSON.stringify(APP_PART),
    AFFILIATES: '{"draftkings":"youbet-test"}',
    HOSTED_SIGN_IN: JSON.stringify({ providers: [], url: '', clientId: '', links: ['youbet://signed-in'], isSecure: true }),
    MAIL_FROM: 'codes@youbet.example',
    MAIL_CONFIGURATION_SET: 'youbet-local',
    LIMITS: JSON.stringify({
      anonymousPerMinute: 10,
      freePerMinute: 100,
      premiumPerMinute: 500,
      codesPerAddressPerHour: 3,
      codesPerNetworkPerHour: 30,
      codesPerDevicePerHour: 3,
    }),
  });
  await makeQueue('CODES_QUEUE_URL');
  await makeQueue('CRITICAL_QUEUE_URL');
  await makeQueue('SIGN_OUTS_QUEUE_URL');
  await makeQueue('FEED_FANOUT_QUEUE_URL');
  await makeQueue('FAN_OUT_LARGE_QUEUE_URL');
  await makeQueue('STANDARD_QUEUE_URL');
  await makeQueue('LOW_QUEUE_URL');
}

/** The instant that the tests of a file happen at. */
export const now = new Date();
export const later = (ms: number) => new Date(now.getTime() + ms);
export const DAY = 86_400_000;

export const tag = () => randomBytes(4).toString('hex');
export const mail = (name: string) => `${name}.${tag()}@example.com`;
export const network = () => `2001:db8:${tag().slice(0, 4)}:${tag().slice(0, 4)}::/64`;
/** A network that no test has called from. */
export const newIp = () => network().replace('/64', '1');
/** Another code of the same length. */
export const another = (code: string, by = 1) => String((Number(code) + by) % 10 ** code.length).padStart(code.length, '0');
export const email = (address: string) => ({ channel: 'email' as const, address });

export const refused = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });
export const many = <T>(count: number, act: (i: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, i) => act(i)));
export const kept = <T>(tries: PromiseSettledResult<T>[]) =>
  tries.flatMap((tried) => (tried.status === 'fulfilled' ? [tried.value] : []));
export const lost = <T>(tries: PromiseSettledResult<T>[]) =>
  tries.flatMap((tried) =>
    tried.status === 'rejected' ? [(tried.reason as { code?: string }).code ?? String(tried.reason)] : [],
  );

/** Asks for a code by mail. @returns the attempt and its code, as verifyCode() takes them */
export async function codeFor(address: string, at = now, tokens: { attemptToken?: string; deviceToken?: string } = {}) {
  const { attemptToken } = await sendCode(anyone, { ...email(address), ...tokens }, network(), at);
  return { attemptToken, code: (await codesWaiting()).get(address) ?? '' };
}

/** A proven address that nobody has. */
export async function tokenFor(address: string, at = now): Promise<string> {
  const proven = await verifyCode(anyone, { ...email(address), ...(await codeFor(address, at)) }, at);
  if (proven.status !== 'registration_required') throw new Error('has an account');
  return proven.registrationToken;
}

export const form = (registrationToken: string, handle = `h_${tag()}`) => ({
  registrationToken,
  handle,
  displayName: 'Ann',
  dateOfBirth: '1990-05-17',
  accepts: CURRENT_TERMS,
});

/** Somebody new, signed in. */
export const join = async (address = mail('ann')): Promise<NewSession> => register(anyone, form(await tokenFor(address)), now);

export const originOf = ({ accessToken }: SignedIn): string =>
  JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).origin_jti;

/** Them, as the gateway would let them in. */
export const actorOf = (session: SignedIn): User => ({
  kind: 'user',
  userId: session.user.id,
  role: session.user.role,
  tier: session.user.tier,
  origin: originOf(session),
});

/** The closings of sockets that follow from what was written since the last call. */
export const closed = async () =>
  (await followSocial()).flatMap((delivery) => (delivery.task === 'close-sockets' ? [delivery] : []));
