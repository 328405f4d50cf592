import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Context } from 'aws-lambda';
import { handler as create } from '../../lambdas/triggers/cognito/create-auth-challenge.ts';
import { handler as define } from '../../lambdas/triggers/cognito/define-auth-challenge.ts';
import { handler as signUp } from '../../lambdas/triggers/cognito/pre-sign-up.ts';
import { handler as claims } from '../../lambdas/triggers/cognito/pre-token-generation.ts';
import { handler as verify } from '../../lambdas/triggers/cognito/verify-auth-challenge.ts';

/** Cognito's side of a sign-in: it asks each of our triggers once, in its order. */

const context = { awsRequestId: 'bench' } as Context;
/** As long as a refresh token of Cognito's. */
const REFRESH_TOKEN = 'x'.repeat(1_700);
/** Calls whose reply nobody reads, or reads as a user without links. */
const SILENT = [
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableProviderForUserCommand,
  AdminGetUserCommand,
  AdminLinkProviderForUserCommand,
  RevokeTokenCommand,
];
/** The user of the sign-in that goes on; a refresh names none. */
let signedIn = '';

export async function answer(command: object): Promise<object> {
  if (command instanceof DescribeUserPoolClientCommand) return { UserPoolClient: { ClientSecret: 'secret of the client' } };
  if (command instanceof AdminCreateUserCommand)
    await run(signUp, { triggerSource: 'PreSignUp_AdminCreateUser', userName: command.input.Username });
  if (SILENT.some((one) => command instanceof one)) return {};
  if (command instanceof InitiateAuthCommand) {
    const { AuthFlow } = command.input;
    if (AuthFlow === 'REFRESH_TOKEN_AUTH') return { AuthenticationResult: await tokens(signedIn) };
    await run(define, { request: { session: [] } });
    await run(create, { request: {} });
    return { Session: 'session' };
  }
  if (command instanceof RespondToAuthChallengeCommand) {
    const { USERNAME = '', ANSWER = '' } = command.input.ChallengeResponses ?? {};
    await run(verify, {
      userName: USERNAME,
      request: { challengeAnswer: ANSWER, privateChallengeParameters: { nonce: randomUUID() } },
    });
    await run(define, { request: { session: [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: true }] } });
    signedIn = USERNAME;
    return { AuthenticationResult: { ...(await tokens(USERNAME)), RefreshToken: REFRESH_TOKEN } };
  }
  throw new Error(`this Cognito does not know ${command.constructor.name}`);
}

const run = (trigger: (event: never, context: Context) => Promise<unknown>, event: object): Promise<unknown> =>
  trigger({ response: {}, ...event } as never, context);

async function tokens(userId: string): Promise<object> {
  await run(claims, { userName: userId, request: {} });
  const part = Buffer.from(JSON.stringify({ origin_jti: randomUUID() })).toString('base64url');
  return { AccessToken: `${part}.${part}.mark`, ExpiresIn: 900 };
}
