import { Register } from '#schemas/auth';
import {
  HearApple,
  type IdentityProvider,
  IssueNonce,
  LinkIdentity,
  ListIdentities,
  SignInNative,
  StepUpNative,
  UnlinkIdentity,
} from '#schemas/identities';
import { CURRENT_TERMS } from '#schemas/terms';
import type { ProviderAccount } from '../../../local/identity-provider/issuer.ts';
import { identityProviders } from '../../../test/support/identity-providers.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { takeSent } from '../stand-ins.ts';
import { join } from './people.ts';

const GOOGLE: ProviderAccount = { sub: '110169484474386276334', email: 'quinn@gmail.com', emailVerified: true };
const APPLE: ProviderAccount = {
  sub: '001234.0a1b2c3d4e5f60718293a4b5c6d7e8f9.0123',
  email: 'x7y8z9@privaterelay.appleid.com',
  emailVerified: true,
};

let providers: ReturnType<typeof identityProviders> | undefined;
/** Google and Apple, started once; their settings, which each scenario begins without, are set again. */
let settings: string | undefined;
async function phones() {
  providers ??= identityProviders();
  const started = await providers;
  settings ??= process.env.IDENTITY_PROVIDERS;
  process.env.IDENTITY_PROVIDERS = settings;
  started.server.unref();
  return started;
}

/** The request of an app after its person has signed in at the provider. */
async function proof(provider: IdentityProvider, account: ProviderAccount) {
  const { signIn } = await phones();
  const { nonce } = await http(IssueNonce);
  const { idToken, authorizationCode } = await signIn(provider, account, nonce, NOW);
  return { idToken, nonce, ...(provider === 'apple' && { authorizationCode }) };
}
const asked = async (provider: IdentityProvider, account: ProviderAccount) => ({
  params: { provider },
  body: await proof(provider, account),
});
async function joinBy(provider: IdentityProvider, account: ProviderAccount) {
  const answer = await http(SignInNative, await asked(provider, account));
  if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
  const form = { handle: 'quinn', displayName: 'Quinn', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };
  const { user } = await http(Register, { body: { ...form, registrationToken: answer.registrationToken } });
  takeSent();
  return { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
}
const registered = async () => {
  const { user } = await join();
  takeSent();
  return { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
};
const notice = async (type: string) =>
  (await phones()).notice({ type, sub: APPLE.sub, event_time: NOW.getTime() + 1_000, email: APPLE.email }, NOW);

export const IDENTITIES: readonly Scenario[] = [
  {
    name: 'a nonce for Apple or Google',
    group: 'people',
    of: ['IssueNonce'],
    prepare: async () => () => http(IssueNonce),
  },
  {
    name: 'sign in by Google, the first time',
    group: 'people',
    of: ['SignInNative'],
    async prepare() {
      const first = await asked('google', GOOGLE);
      return () => http(SignInNative, first);
    },
  },
  {
    name: 'sign in by Google',
    group: 'people',
    of: ['SignInNative'],
    async prepare() {
      await joinBy('google', GOOGLE);
      const again = await asked('google', GOOGLE);
      return () => http(SignInNative, again);
    },
  },
  {
    name: 'register by Google',
    group: 'people',
    of: ['Register'],
    async prepare() {
      const answer = await http(SignInNative, await asked('google', GOOGLE));
      if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
      const form = { handle: 'quinn', displayName: 'Quinn', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };
      return () => http(Register, { body: { ...form, registrationToken: answer.registrationToken } });
    },
  },
  {
    name: 'my accounts at Apple and Google',
    group: 'people',
    of: ['ListIdentities'],
    async prepare() {
      const as = await joinBy('google', GOOGLE);
      return () => http(ListIdentities, { as });
    },
  },
  {
    name: 'link my account at Apple',
    group: 'people',
    of: ['LinkIdentity'],
    async prepare() {
      const as = await registered();
      const body = { provider: 'apple', ...(await proof('apple', APPLE)) };
      return () => http(LinkIdentity, { as, body });
    },
  },
  {
    name: 'unlink my account at Apple',
    group: 'people',
    of: ['UnlinkIdentity'],
    async prepare() {
      const as = await joinBy('apple', APPLE);
      return () => http(UnlinkIdentity, { as, params: { provider: 'apple' } });
    },
  },
  {
    name: 'the stream: an account at Apple that was unlinked',
    group: 'people',
    of: ['requestRevocation'],
    async prepare() {
      const as = await joinBy('apple', APPLE);
      const records = await recordsOf('identity', () => http(UnlinkIdentity, { as, params: { provider: 'apple' } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'revoke a sign-in at Apple',
    group: 'people',
    of: ['queues/sign-out-user'],
    async prepare() {
      const as = await joinBy('apple', APPLE);
      const records = await recordsOf('identity', () => http(UnlinkIdentity, { as, params: { provider: 'apple' } }));
      takeSent();
      await stream('social', records);
      const message = takeSent().at(-1) as object;
      return () => queue('sign-out-user', message);
    },
  },
  {
    name: 'step up by Google',
    group: 'people',
    of: ['StepUpNative'],
    async prepare() {
      const as = await joinBy('google', GOOGLE);
      const body = { provider: 'google', ...(await proof('google', GOOGLE)) };
      return () => http(StepUpNative, { as, body });
    },
  },
  {
    name: 'hear from Apple that a consent is withdrawn',
    group: 'people',
    of: ['HearApple'],
    async prepare() {
      await joinBy('apple', APPLE);
      const body = await notice('consent-revoked');
      return () => http(HearApple, { body });
    },
  },
  {
    name: 'hear from Apple that a relay address is off',
    group: 'people',
    of: ['HearApple'],
    async prepare() {
      await joinBy('apple', APPLE);
      const body = await notice('email-disabled');
      return () => http(HearApple, { body });
    },
  },
];
