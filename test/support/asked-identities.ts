/** The questions of the role matrix to the routes of accounts at Apple and Google. */
export const ASKED_IDENTITIES = {
  IssueNonce: { '': () => ({}) },
  SignInNative: { '': () => ({ params: { provider: 'google' }, body: {} }) },
  StartHostedSignIn: {
    '': () => ({ params: { provider: 'google' }, query: { challenge: 'c'.repeat(43), redirect: 'youbet://signed-in' } }),
  },
  FinishHostedSignIn: { '': () => ({ params: { provider: 'google' }, query: { state: 'x' } }) },
  ExchangeHostedCode: { '': () => ({ body: { code: 'x', verifier: 'v'.repeat(43) } }) },
  ListIdentities: { '': () => ({}) },
  LinkIdentity: { '': () => ({ body: { provider: 'google', idToken: 'a.b.c', nonce: 'x' } }) },
  UnlinkIdentity: { '': () => ({ params: { provider: 'google' } }) },
  StepUpNative: { '': () => ({ body: { provider: 'google', idToken: 'a.b.c', nonce: 'x' } }) },
  HearApple: { '': () => ({ body: {} }) },
} as const;
