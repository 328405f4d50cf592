import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { isRightAnswer, newNonce, nextStep, tokenClaims } from '#core/identity';
import type { UserId } from '#schemas/common';
import { cognito } from '../../core/identity/cognito.ts';

/**
 * Stands in for Cognito where no functions are deployed: asks the rules of our triggers what Cognito would ask them, in its order. What
 * Cognito really does is for test/e2e/identity.test.ts.
 */
const users = new Set<string>();
/** By Cognito's refresh token: the origin of a sign-in that goes on, and the user of any. */
const live = new Map<string, string>();
const signedIn = new Map<string, UserId>();

export const mint = {
  /** The number of times that Cognito was asked for tokens. */
  calls: 0,
  users,
  live,
  /** Cognito's clock. Tests that happen at one instant set it to theirs. */
  now: () => new Date(),
  /** Set to make the next call fail, as when Cognito is out. */
  fault: undefined as Error | undefined,
};

function fail(): void {
  const { fault } = mint;
  mint.fault = undefined;
  if (fault) throw fault;
}

async function tokens(userId: UserId, origin: string): Promise<AuthenticationResultType> {
  const { claims, scopes } = await tokenClaims(userId, mint.now());
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    AccessToken: `${part({})}.${part({ ...claims, scope: scopes.join(' '), origin_jti: origin })}.mark`,
    ExpiresIn: 900,
  };
}

async function signIn(userId: UserId, grant: string): Promise<AuthenticationResultType> {
  mint.calls++;
  if (nextStep([], true) !== 'ask') throw new Error('nothing was asked');
  const nonce = newNonce();
  // Cognito asks again when an answer is slow.
  const answer =
    (await isRightAnswer(userId, grant, nonce, mint.now())) && (await isRightAnswer(userId, grant, nonce, mint.now()));
  if (nextStep([answer], true) !== 'issue') throw new Error('the grant was not taken');
  if (await isRightAnswer(userId, grant, newNonce(), mint.now())) throw new Error('the grant was taken twice');
  const mintToken = randomUUID();
  const origin = randomUUID();
  live.set(mintToken, origin);
  signedIn.set(mintToken, userId);
  return { ...(await tokens(userId, origin)), RefreshToken: mintToken };
}

function refreshed(mintToken: string): Promise<AuthenticationResultType> {
  mint.calls++;
  fail();
  const [origin, userId] = [live.get(mintToken), signedIn.get(mintToken)];
  if (origin === undefined || userId === undefined)
    throw new NotAuthorizedException({ message: 'Refresh Token has been revoked', $metadata: {} });
  return tokens(userId, origin);
}

/** The reply of Cognito to one command. */
async function answer(command: object): Promise<object> {
  if (command instanceof DescribeUserPoolClientCommand) return { UserPoolClient: { ClientSecret: 'secret of the client' } };
  if (command instanceof AdminCreateUserCommand) {
    fail();
    users.add(command.input.Username ?? '');
    return {};
  }
  if (command instanceof AdminDeleteUserCommand) {
    fail();
    if (!users.delete(command.input.Username ?? ''))
      throw new UserNotFoundException({ message: 'User does not exist', $metadata: {} });
    return {};
  }
  if (command instanceof InitiateAuthCommand) {
    const { AuthFlow, AuthParameters: { USERNAME = '', REFRESH_TOKEN = '' } = {} } = command.input;
    if (AuthFlow === 'REFRESH_TOKEN_AUTH') return { AuthenticationResult: await refreshed(REFRESH_TOKEN) };
    if (!users.has(USERNAME)) throw new UserNotFoundException({ message: 'User does not exist', $metadata: {} });
    return { Session: 'session' };
  }
  if (command instanceof RespondToAuthChallengeCommand) {
    const { USERNAME = '', ANSWER = '' } = command.input.ChallengeResponses ?? {};
    return { AuthenticationResult: await signIn(USERNAME as UserId, ANSWER) };
  }
  if (command instanceof RevokeTokenCommand) {
    live.delete(command.input.Token ?? '');
    return {};
  }
  throw new Error(`this Cognito does not know ${command.constructor.name}`);
}

/** Puts it in the place of Cognito, in this process. */
export const useMint = (): void => cognito.inject({ send: answer } as unknown as CognitoIdentityProviderClient);
