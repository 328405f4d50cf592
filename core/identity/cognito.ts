import { createHmac, randomBytes } from 'node:crypto';
import {
  AdminCreateUserCommand,
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
import type { UserId } from '#schemas/common';

/**
 * The one place that speaks to Cognito, which mints tokens and decides nothing: a user of its is our user id and has no password that
 * anyone knows, and the only way in is a grant of ours (challenge.ts).
 */

/** What Cognito mints. `origin` is the same for all tokens of one sign-in. */
export interface Minted {
  readonly accessToken: string;
  /** Seconds. */
  readonly expiresIn: number;
  readonly origin: string;
}

let client: CognitoIdentityProviderClient | undefined;
const cognito = () => (client ??= new CognitoIdentityProviderClient({ maxAttempts: 3 }));

let secret: Promise<string> | undefined;

/** Cognito made it and keeps it; we ask for it once per process instead of keeping a copy somewhere. */
const clientSecret = (): Promise<string> => {
  secret ??= cognito()
    .send(new DescribeUserPoolClientCommand({ UserPoolId: env('USER_POOL_ID'), ClientId: env('USER_POOL_CLIENT_ID') }))
    .then(({ UserPoolClient }) => {
      if (!UserPoolClient?.ClientSecret) throw new Error('the user pool client has no secret');
      return UserPoolClient.ClientSecret;
    })
    .catch((error) => {
      secret = undefined;
      throw error;
    });
  return secret;
};

const secretHash = async (userId: UserId): Promise<string> =>
  createHmac('sha256', await clientSecret())
    .update(userId + env('USER_POOL_CLIENT_ID'))
    .digest('base64');

/** Makes the Cognito user of a user of ours. Making it twice is making it once. */
export async function createMintUser(userId: UserId): Promise<void> {
  try {
    await asked(
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

/** Nobody learns it, and no flow of the client takes one. Long and mixed, since the pool refuses anything less. */
const unusablePassword = (): string => `${randomBytes(64).toString('base64url')}aA1!`;

/**
 * Signs a user in with a grant. A registration that stopped halfway left a user of ours without one of Cognito's: it is made then.
 * @returns what was minted, and Cognito's own refresh token
 */
export async function mintWithGrant(userId: UserId, grant: string): Promise<Minted & { readonly mintToken: string }> {
  const session = await startSignIn(userId).catch(async (error) => {
    if (!(error instanceof NotAuthorizedException || error instanceof UserNotFoundException)) throw error;
    await createMintUser(userId);
    return startSignIn(userId);
  });
  const { AuthenticationResult } = await asked(
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
  const { Session } = await asked(
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

/** @returns null when Cognito no longer knows this sign-in */
export async function mintAgain(userId: UserId, mintToken: string): Promise<Minted | null> {
  try {
    const { AuthenticationResult } = await asked(
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

/** Nothing is minted from this sign-in again. Revoking twice is revoking once. */
export async function revokeMint(mintToken: string): Promise<void> {
  await asked(
    cognito().send(
      new RevokeTokenCommand({ Token: mintToken, ClientId: env('USER_POOL_CLIENT_ID'), ClientSecret: await clientSecret() }),
    ),
  );
}

/** Cognito's own limits, which the SDK's retries did not outlast, are nobody's mistake. */
const asked = <T>(reply: Promise<T>): Promise<T> =>
  reply.catch((error: unknown) => {
    if (error instanceof TooManyRequestsException)
      throw new DomainError('UNAVAILABLE', 'Too busy to sign you in. Please try again.');
    throw error;
  });

function minted(result: AuthenticationResultType | undefined): Minted {
  if (!result?.AccessToken || !result.ExpiresIn) throw new Error('Cognito minted nothing');
  const claims = JSON.parse(Buffer.from(result.AccessToken.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
  if (typeof claims.origin_jti !== 'string') throw new Error('the access token has no origin: is token revocation enabled?');
  return { accessToken: result.AccessToken, expiresIn: result.ExpiresIn, origin: claims.origin_jti };
}
