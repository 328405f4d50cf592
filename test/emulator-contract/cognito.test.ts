import { createHmac, randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { arn, aws, type Cloud, deploy, fn, ref } from './cloud.ts';

// One attempt: the SDK repeats an internal error, and the session of a challenge is good for one answer.
const client = new CognitoIdentityProviderClient({ ...aws(), maxAttempts: 1 });
interface Seen {
  readonly triggerSource: string;
  readonly userName: string;
}

let cloud: Cloud;
let secret: string;
beforeAll(async () => {
  const token = `
    await seen({ triggerSource: event.triggerSource, userName: event.userName });
    if (event.userName.startsWith('banned')) throw new Error('banned');
    return { ...event, response: { claimsAndScopeOverrideDetails: {
      accessTokenGeneration: {
        claimsToAddOrOverride: { userId: event.userName, tier: 'free' },
        scopesToAdd: ['youbet/user'], scopesToSuppress: ['aws.cognito.signin.user.admin'] } } } };`;
  cloud = await deploy(
    {
      Define: fn(`
        const last = event.request.session.at(-1);
        event.response = last === undefined
          ? { challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false }
          : { issueTokens: last.challengeResult === true, failAuthentication: last.challengeResult !== true };
        return event;`),
      Create: fn(
        `event.response = { publicChallengeParameters: { nonce: 'n' }, privateChallengeParameters: { answer: 'right' } }; return event;`,
      ),
      Verify: fn(
        `event.response = { answerCorrect: event.request.challengeAnswer === event.request.privateChallengeParameters.answer }; return event;`,
      ),
      PreToken: fn(token),
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
          UserPoolTier: 'ESSENTIALS',
          LambdaConfig: {
            DefineAuthChallenge: arn('Define'),
            CreateAuthChallenge: arn('Create'),
            VerifyAuthChallengeResponse: arn('Verify'),
            PreTokenGenerationConfig: { LambdaArn: arn('PreToken'), LambdaVersion: 'V2_0' },
          },
        },
      },
      Client: {
        Type: 'AWS::Cognito::UserPoolClient',
        Properties: {
          UserPoolId: ref('Pool'),
          GenerateSecret: true,
          ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
          EnableTokenRevocation: true,
          PreventUserExistenceErrors: 'ENABLED',
          AccessTokenValidity: 15,
          TokenValidityUnits: { AccessToken: 'minutes' },
        },
      },
    },
    { pool: ref('Pool'), client: ref('Client') },
  );
  const found = await client.send(
    new DescribeUserPoolClientCommand({ UserPoolId: cloud.outputs.pool, ClientId: cloud.outputs.client }),
  );
  secret = found.UserPoolClient?.ClientSecret ?? '';
});
afterAll(() => cloud.end());
beforeEach(() => cloud.forget());

const hash = (user: string): string => createHmac('sha256', secret).update(`${user}${cloud.outputs.client}`).digest('base64');

async function newUser(name = 'ann'): Promise<string> {
  const Username = `${name}-${randomUUID()}`;
  await client.send(
    new AdminCreateUserCommand({
      UserPoolId: cloud.outputs.pool,
      Username,
      MessageAction: 'SUPPRESS',
      TemporaryPassword: 'A-Long-Password-1',
    }),
  );
  return Username;
}
const begin = (USERNAME: string) =>
  client.send(
    new InitiateAuthCommand({
      ClientId: cloud.outputs.client,
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { USERNAME, SECRET_HASH: hash(USERNAME) },
    }),
  );
async function signIn(USERNAME: string, ANSWER = 'right') {
  const { Session } = await begin(USERNAME);
  const { AuthenticationResult } = await client.send(
    new RespondToAuthChallengeCommand({
      ClientId: cloud.outputs.client,
      ChallengeName: 'CUSTOM_CHALLENGE',
      Session,
      ChallengeResponses: { USERNAME, ANSWER, SECRET_HASH: hash(USERNAME) },
    }),
  );
  return AuthenticationResult ?? {};
}
const refresh = (user: string, REFRESH_TOKEN = '') =>
  client.send(
    new InitiateAuthCommand({
      ClientId: cloud.outputs.client,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN, SECRET_HASH: hash(user) },
    }),
  );
const claimsOf = (token = ''): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('a closed user pool with triggers', () => {
  it('signs in a user who answers the custom challenge, with the claims and scopes of the pre-token trigger', async () => {
    const ann = await newUser();
    const { AccessToken, RefreshToken, ExpiresIn } = await signIn(ann);
    expect(ExpiresIn).toBe(900);
    expect(RefreshToken).toBeTruthy();
    expect(claimsOf(AccessToken)).toMatchObject({
      username: ann,
      userId: ann,
      tier: 'free',
      scope: 'youbet/user',
      token_use: 'access',
      client_id: cloud.outputs.client,
      origin_jti: expect.any(String),
    });
  });
  it('signs with a key that it publishes', async () => {
    const { AccessToken = '' } = await signIn(await newUser());
    const response = await fetch(`${inject('awsEndpoint')}/${cloud.outputs.pool}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: { kid: string }[] };
    const { kid } = JSON.parse(Buffer.from(AccessToken.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    expect(keys.map((key) => key.kid)).toContain(kid);
  });
  it('refuses a wrong answer', async () => {
    await expect(signIn(await newUser(), 'wrong')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
  it('does not ask for the client secret, which AWS does', async () => {
    const AuthParameters = { USERNAME: await newUser(), SECRET_HASH: 'wrong' };
    const { ChallengeName } = await client.send(
      new InitiateAuthCommand({ ClientId: cloud.outputs.client, AuthFlow: 'CUSTOM_AUTH', AuthParameters }),
    );
    expect(ChallengeName).toBe('CUSTOM_CHALLENGE');
  });
  it('refuses a disabled user', async () => {
    const user = await newUser();
    await client.send(new AdminDisableUserCommand({ UserPoolId: cloud.outputs.pool, Username: user }));
    await expect(signIn(user)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
  it('creates a user name once', async () => {
    const Username = await newUser();
    const again = new AdminCreateUserCommand({ UserPoolId: cloud.outputs.pool, Username, MessageAction: 'SUPPRESS' });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });
  it('issues nothing when the pre-token trigger throws: InternalError, where AWS says UserLambdaValidationException', async () => {
    const banned = await newUser('banned');
    await expect(signIn(banned)).rejects.toMatchObject({ name: 'InternalError' });
  });
});

describe('refreshing a token', () => {
  it('runs the pre-token trigger again and keeps the origin of the session', async () => {
    const ann = await newUser();
    const first = await signIn(ann);
    await cloud.forget();
    const { AuthenticationResult } = await refresh(ann, first.RefreshToken);
    expect(claimsOf(AuthenticationResult?.AccessToken)).toMatchObject({
      userId: ann,
      scope: 'youbet/user',
      origin_jti: claimsOf(first.AccessToken).origin_jti,
    });
    expect((await cloud.seenAtLeast<Seen>(1))[0]).toEqual({ triggerSource: 'TokenGeneration_RefreshTokens', userName: ann });
  });
  it('ends with a revoked token', async () => {
    const ann = await newUser();
    const { RefreshToken } = await signIn(ann);
    await client.send(new RevokeTokenCommand({ Token: RefreshToken, ClientId: cloud.outputs.client, ClientSecret: secret }));
    await expect(refresh(ann, RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
  it('refuses a made-up token', async () => {
    await expect(refresh(await newUser(), 'made-up')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});
