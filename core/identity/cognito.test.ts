import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InvalidParameterException,
  NotAuthorizedException,
  TooManyRequestsException,
  UserLambdaValidationException,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { cognito, mintAgain } from './cognito.ts';

const counted = vi.hoisted(() => [] as string[]);
vi.mock('#platform/log', () => ({ count: (metric: string) => void counted.push(metric) }));
vi.stubEnv('USER_POOL_ID', 'pool');
vi.stubEnv('USER_POOL_CLIENT_ID', 'client');
const answer = vi.fn<() => Promise<object>>();
cognito.inject({
  send: (command: object) => (command instanceof DescribeUserPoolClientCommand ? Promise.resolve(CLIENT) : answer()),
} as unknown as CognitoIdentityProviderClient);
const CLIENT = { UserPoolClient: { ClientSecret: 'secret' } };
beforeEach(() => void counted.splice(0));
afterAll(() => cognito.inject(undefined));

const userId = newId<UserId>(new Date());
const $metadata = {};
const message = 'no';

describe('a call of Cognito', () => {
  it('that a trigger fails, that is wrong, or that never arrives, is counted for the alarm on sign-ins', async () => {
    const failures = [
      new UserLambdaValidationException({ $metadata, message }),
      new InvalidParameterException({ $metadata, message }),
      new Error('socket hang up'),
    ];
    for (const failure of failures) {
      answer.mockRejectedValueOnce(failure);
      await expect(mintAgain(userId, 'token')).rejects.toBe(failure);
    }
    expect(counted).toEqual(Array(3).fill('cognito.failed'));
  });

  it('that is throttled is UNAVAILABLE, and counted', async () => {
    answer.mockRejectedValueOnce(new TooManyRequestsException({ $metadata, message }));
    await expect(mintAgain(userId, 'token')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(counted).toEqual(['cognito.failed']);
  });

  it('that refuses a caller is an answer, and not counted', async () => {
    answer.mockRejectedValueOnce(new NotAuthorizedException({ $metadata, message }));
    expect(await mintAgain(userId, 'token')).toBeNull();
    expect(counted).toEqual([]);
  });
});
