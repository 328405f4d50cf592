import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  AliasExistsException,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  type ProviderUserIdentifierType,
  ResourceNotFoundException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { isRightAnswer, newNonce, nextStep, tokenClaims } from '#core/identity';
import type { UserId } from '#schemas/common';
import { cognito } from '../../core/identity/cognito.ts';

/**
 * Stands in for Cognito where no functions are deployed: asks the rules of our triggers what Cognito would ask them, in its order. The
 * real Cognito is for test/e2e/identity.test.ts.
 */
const users = new Set<string>();
/** The users to whom accounts at providers are linked, by `<provider> <subject>`. */
const links = new Map<string, string>();
/** By Cognito's refresh token: the origin of a sign-in that goes on, and the user of any. */
const live = new Map<string, string>();
const signedIn = new Map<string, UserId>();

export const mint = {
  /** The number of times that Cognito was asked for tokens. */
  calls: 0,
  users,
  links,
  /** Refresh tokens that were revoked. */
  revoked: new Set<string>(),
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

const noUser = () => new UserNotFoundException({ message: 'User does not exist', $metadata: {} });
const keyOf = ({ ProviderName, ProviderAttributeValue }: ProviderUserIdentifierType = {}) =>
  `${ProviderName} ${ProviderAttributeValue}`;

/** The accounts at providers of a user, as ID tokens list them: those that are linked, or the one that Cognito made it for. */
export function identitiesOf(username: string): { readonly providerName: string; readonly userId: string }[] {
  const own = /^(Google|SignInWithApple)_(.+)$/.exec(username);
  if (own) return [{ providerName: own[1] ?? '', userId: own[2] ?? '' }];
  return [...links].flatMap(([key, owner]) => {
    const [providerName = '', userId = ''] = key.split(' ');
    return owner === username ? [{ providerName, userId }] : [];
  });
}

/** Cognito links no account that is linked already, and none for which it has a user of its own. */
function linked({ DestinationUser, SourceUser }: AdminLinkProviderForUserCommand['input']): object {
  const owner = DestinationUser?.ProviderAttributeValue ?? '';
  if (!users.has(owner)) throw noUser();
  const hasOwn = users.has(`${SourceUser?.ProviderName}_${SourceUser?.ProviderAttributeValue}`);
  if (hasOwn || links.has(keyOf(SourceUser))) throw new AliasExistsException({ message: 'exists', $metadata: {} });
  links.set(keyOf(SourceUser), owner);
  return {};
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
    if (!users.delete(command.input.Username ?? '')) throw noUser();
    return {};
  }
  if (command instanceof AdminGetUserCommand) {
    const { Username = '' } = command.input;
    if (!users.has(Username)) throw noUser();
    return { UserAttributes: [{ Name: 'identities', Value: JSON.stringify(identitiesOf(Username)) }] };
  }
  if (command instanceof AdminLinkProviderForUserCommand) return linked(command.input);
  if (command instanceof AdminDisableProviderForUserCommand) {
    if (links.delete(keyOf(command.input.User))) return {};
    throw new ResourceNotFoundException({ message: 'not linked', $metadata: {} });
  }
  if (command instanceof InitiateAuthCommand) {
    const { AuthFlow, AuthParameters: { USERNAME = '', REFRESH_TOKEN = '' } = {} } = command.input;
    if (AuthFlow === 'REFRESH_TOKEN_AUTH') return { AuthenticationResult: await refreshed(REFRESH_TOKEN) };
    if (!users.has(USERNAME)) throw noUser();
    return { Session: 'session' };
  }
  if (command instanceof RespondToAuthChallengeCommand) {
    const { USERNAME = '', ANSWER = '' } = command.input.ChallengeResponses ?? {};
    return { AuthenticationResult: await signIn(USERNAME as UserId, ANSWER) };
  }
  if (command instanceof RevokeTokenCommand) {
    live.delete(command.input.Token ?? '');
    mint.revoked.add(command.input.Token ?? '');
    return {};
  }
  throw new Error(`this Cognito does not know ${command.constructor.name}`);
}

/** Puts it in the place of Cognito, in this process. */
export const useMint = (): void => cognito.inject({ send: answer } as unknown as CognitoIdentityProviderClient);
