import type { Context } from 'aws-lambda';
import { Register } from '#schemas/auth';
import { UnlinkIdentity } from '#schemas/identities';
import { ExchangeHostedCode, FinishHostedSignIn, StartHostedSignIn } from '#schemas/oauth';
import { CURRENT_TERMS } from '#schemas/terms';
import { challengeOf } from '../../../core/identity/secret-rules.ts';
import { handler as preSignUp } from '../../../lambdas/triggers/cognito/pre-sign-up.ts';
import { APP_LINK, startHostedPages } from '../../../test/support/hosted-pages.ts';
import { type Asked, ask } from '../../../test/support/http-event.ts';
import { http, job, queue, recordsOf, stream } from '../doors.ts';
import { at, NOW } from '../fixed.ts';
import { handlerOf } from '../handlers.ts';
import type { Scenario } from '../scenario.ts';
import { takeSent } from '../stand-ins.ts';

const SUBJECT = '110169484474386276334';
const USER = {
  username: `Google_${SUBJECT}`,
  identities: [{ providerName: 'Google', userId: SUBJECT }],
  email: 'quinn@gmail.com',
  email_verified: true,
};
const VERIFIER = 'v'.repeat(43);
const params = { provider: 'google' };
const DAY = 86_400_000;

let pages: ReturnType<typeof startHostedPages> | undefined;
/** Their settings, without which each scenario begins. */
let settings: string | undefined;
/** Cognito's pages, started once. */
async function atPages() {
  pages ??= startHostedPages();
  const started = await pages;
  settings ??= process.env.HOSTED_SIGN_IN;
  process.env.HOSTED_SIGN_IN = settings;
  started.unref();
  return started;
}

/** Calls a route that redirects. @returns the address, and the cookie to send back */
async function browse(contract: typeof StartHostedSignIn | typeof FinishHostedSignIn, asked: Asked) {
  const { status, headers, cookies } = await ask((await handlerOf('http/auth')) as never, contract, asked);
  if (status !== 302) throw new Error(`${contract.name}: ${status}`);
  return { url: String(headers.location), cookie: (cookies[0] ?? '').split(';')[0] ?? '' };
}
const start = () => browse(StartHostedSignIn, { params, query: { challenge: challengeOf(VERIFIER), redirect: APP_LINK } });

/** A browser that is back from the pages, before it calls. */
async function back(user = USER) {
  const { signedIn } = await atPages();
  const { url, cookie } = await start();
  return { params, query: signedIn(url, user, NOW), cookies: [cookie] };
}
const codeOf = async (asked: Asked) => new URL((await browse(FinishHostedSignIn, asked)).url).searchParams.get('code') ?? '';
const exchange = (code: string) => http(ExchangeHostedCode, { body: { code, verifier: VERIFIER } });

async function join() {
  const answer = await exchange(await codeOf(await back()));
  if (answer.status !== 'registration_required') throw new Error(`is ${answer.status}`);
  const form = { handle: 'quinn', displayName: 'Quinn', dateOfBirth: '1990-05-17', accepts: CURRENT_TERMS };
  const { user } = await http(Register, { body: { ...form, registrationToken: answer.registrationToken } });
  return { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
}
/** The message that follows from a new owner of an account at Google, or from the end of one. */
async function linkMessage(work: () => Promise<unknown>): Promise<object> {
  const records = await recordsOf('identity', work);
  takeSent();
  await stream('social', records);
  return takeSent().find((message) => 'provider' in message) as object;
}
const signUp = () =>
  preSignUp(
    { triggerSource: 'PreSignUp_ExternalProvider', userName: USER.username, request: {}, response: {} } as never,
    { awsRequestId: 'bench' } as Context,
  );

export const HOSTED: readonly Scenario[] = [
  {
    name: 'begin a sign-in in a browser',
    group: 'people',
    of: ['StartHostedSignIn'],
    async prepare() {
      await atPages();
      return start;
    },
  },
  {
    name: 'come back from a sign-in in a browser',
    group: 'people',
    of: ['FinishHostedSignIn'],
    async prepare() {
      const asked = await back();
      return () => browse(FinishHostedSignIn, asked);
    },
  },
  {
    name: 'the code of a browser, of somebody new',
    group: 'people',
    of: ['ExchangeHostedCode'],
    async prepare() {
      const code = await codeOf(await back());
      return () => exchange(code);
    },
  },
  {
    name: 'sign in by the code of a browser',
    group: 'people',
    of: ['ExchangeHostedCode'],
    async prepare() {
      const { userId } = await join();
      const code = await codeOf(await back({ ...USER, username: userId }));
      return () => exchange(code);
    },
  },
  {
    name: 'a user that Cognito makes of its own',
    group: 'people',
    of: ['triggers/cognito/pre-sign-up'],
    prepare: async () => signUp,
  },
  {
    name: 'the stream: an account at Google that was linked',
    group: 'people',
    of: ['requestLink'],
    async prepare() {
      const records = await recordsOf('identity', join);
      return () => stream('social', records);
    },
  },
  {
    name: 'link an account at Google at Cognito',
    group: 'people',
    of: ['queues/sign-out-user'],
    async prepare() {
      const message = await linkMessage(join);
      return () => queue('sign-out-user', message);
    },
  },
  {
    name: 'unlink an account at Google at Cognito',
    group: 'people',
    of: ['queues/sign-out-user'],
    async prepare() {
      const as = await join();
      const message = await linkMessage(() => http(UnlinkIdentity, { as, params }));
      return () => queue('sign-out-user', message);
    },
  },
  {
    name: "look for users of Cognito's own that are due, where one is",
    group: 'people',
    of: ['schedules/sweep-federated-users'],
    async prepare() {
      await signUp();
      at(new Date(NOW.getTime() + DAY));
      return () => job('schedules/sweep-federated-users');
    },
  },
];
