import { createHmac, randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  type AuthenticationResultType,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  TooManyRequestsException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DomainError } from '#errors';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import { count } from '#platform/log';
import type { UserId } from '#schemas/common';

/**
 * Cognito mints tokens and decides nothing: its user name is our user id, nobody knows a password, and the only way to a token of our API is one
 * of our grants (challenge.ts). Accounts at Apple and Google are linked to its users in cognito-links.ts.
 */

/** An access token and its facts. `origin` is the same for all tokens of one sign-in. */
export interface MintedToken {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly origin: string;
}

export const cognito = injectable(() => new CognitoIdentityProviderClient({ maxAttempts: 3 }));

const secrets = new Map<string, Promise<string>>();

/** The secret of an app client. Cognito keeps it, and a process asks for it once, so that we store no copy. */
export function clientSecret(ClientId: string): Promise<string> {
  const known = secrets.get(ClientId);
  if (known) return known;
  const asked = cognito()
    .send(new DescribeUserPoolClientCommand({ UserPoolId: env('USER_POOL_ID'), ClientId }))
    .then(({ UserPoolClient }) => {
      if (!UserPoolClient?.ClientSecret) throw new Error('the user pool client has no secret');
      return UserPoolClient.ClientSecret;
    })
    .catch((error) => {
      secrets.delete(ClientId);
      throw error;
    });
  secrets.set(ClientId, asked);
  return asked;
}

const secretHash = async (userId: UserId): Promise<string> =>
  createHmac('sha256', await clientSecret(env('USER_POOL_CLIENT_ID')))
    .update(userId + env('USER_POOL_CLIENT_ID'))
    .digest('base64');

/** Makes the Cognito user of a user. A repeat changes nothing. */
export async function createMintUser(userId: UserId): Promise<void> {
  try {
    await unlessThrottled(
      cognito().send(
        new AdminCreateUserCommand({
          UserPoolId: env('USER_POOL_ID'),
          Username: userId,
          MessageAction: 'SUPPRESS',
          TemporaryPassword: unusablePassword(),
        }),
      ),
    );
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
}

/**
 * Deletes a user of Cognito's, which ends all sign-ins there. A repeat changes nothing.
 * @param Username our user id, or the name of a user that Cognito made of its own
 */
export async function deleteMintUser(Username: string): Promise<void> {
  try {
    await unlessThrottled(cognito().send(new AdminDeleteUserCommand({ UserPoolId: env('USER_POOL_ID'), Username })));
  } catch (error) {
    if (!(error instanceof UserNotFoundException)) throw error;
  }
}

/** A password that nobody learns and no flow of the client takes. Long and mixed, since the pool refuses a weaker one. */
const unusablePassword = (): string => `${randomBytes(64).toString('base64url')}aA1!`;

/**
 * Signs a user in with a grant. Makes the Cognito user if it is missing, which a registration that stopped halfway causes.
 * @returns the access token, and Cognito's own refresh token as `mintToken`
 */
export async function mintWithGrant(userId: UserId, grant: string): Promise<MintedToken & { readonly mintToken: string }> {
  const session = await startSignIn(userId).catch(async (error) => {
    if (!(error instanceof NotAuthorizedException || error instanceof UserNotFoundException)) throw error;
    await createMintUser(userId);
    return startSignIn(userId);
  });
  const { AuthenticationResult } = await unlessThrottled(
    cognito().send(
      new RespondToAuthChallengeCommand({
        ClientId: env('USER_POOL_CLIENT_ID'),
        ChallengeName: 'CUSTOM_CHALLENGE',
        Session: session,
        ChallengeResponses: { USERNAME: userId, SECRET_HASH: await secretHash(userId), ANSWER: grant },
      }),
    ),
  );
  if (!AuthenticationResult?.RefreshToken) throw new Error('Cognito did not take the grant');
  return { ...minted(AuthenticationResult), mintToken: AuthenticationResult.RefreshToken };
}

async function startSignIn(userId: UserId): Promise<string> {
  const { Session } = await unlessThrottled(
    cognito().send(
      new InitiateAuthCommand({
        ClientId: env('USER_POOL_CLIENT_ID'),
        AuthFlow: 'CUSTOM_AUTH',
        AuthParameters: { USERNAME: userId, SECRET_HASH: await secretHash(userId) },
      }),
    ),
  );
  if (Session === undefined) throw new Error('Cognito began no session');
  return Session;
}

/** Mints an access token from Cognito's refresh token. @returns null when Cognito has ended that sign-in */
export async function mintAgain(userId: UserId, mintToken: string): Promise<MintedToken | null> {
  try {
    const { AuthenticationResult } = await unlessThrottled(
      cognito().send(
        new InitiateAuthCommand({
          ClientId: env('USER_POOL_CLIENT_ID'),
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: mintToken, SECRET_HASH: await secretHash(userId) },
        }),
      ),
    );
    return minted(AuthenticationResult);
  } catch (error) {
    if (error instanceof NotAuthorizedException || error instanceof UserNotFoundException) return null;
    throw error;
  }
}

/** Ends one sign-in at Cognito, so that it mints no more tokens. A repeat changes nothing. @param ClientId of the app client that has the token */
export async function revokeMint(mintToken: string, ClientId = env('USER_POOL_CLIENT_ID')): Promise<void> {
  const ClientSecret = await clientSecret(ClientId);
  await unlessThrottled(cognito().send(new RevokeTokenCommand({ Token: mintToken, ClientId, ClientSecret })));
}

/** Answers of Cognito that its caller decides by; any other error is a failure of Cognito or of one of its triggers. */
const ANSWERS: readonly CognitoAnswer[] = [NotAuthorizedException, UserNotFoundException, UsernameExistsException];
/** A class of errors of Cognito. */
export type CognitoAnswer = abstract new (...parameters: never[]) => Error;

/**
 * Counts failures for the alarm `SignInsFail`.
 * @param also answers of this one call that its caller decides by
 * @throws UNAVAILABLE when Cognito throttles longer than the SDK retries
 */
export const unlessThrottled = <T>(reply: Promise<T>, also: readonly CognitoAnswer[] = []): Promise<T> =>
  reply.catch((error: unknown) => {
    if (![...ANSWERS, ...also].some((answer) => error instanceof answer)) count('cognito.failed');
    if (error instanceof TooManyRequestsException)
      throw new DomainError('UNAVAILABLE', 'Too busy to sign you in. Please try again.');
    throw error;
  });

function minted(result: AuthenticationResultType | undefined): MintedToken {
  if (!result?.AccessToken || !result.ExpiresIn) throw new Error('Cognito minted nothing');
  const claims = JSON.parse(Buffer.from(result.AccessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
  if (typeof claims.origin_jti !== 'string') throw new Error('the access token has no origin: is token revocation enabled?');
  return { accessToken: result.AccessToken, expiresIn: result.ExpiresIn, origin: claims.origin_jti };
}
