import type { VerifyAuthChallengeResponseTriggerEvent } from 'aws-lambda';
import { answers } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

export const handler = trigger<VerifyAuthChallengeResponseTriggerEvent>(
  'verify-auth-challenge',
  async ({ userName, request: { challengeAnswer, privateChallengeParameters } }, now) => ({
    answerCorrect: await answers(userName, challengeAnswer, privateChallengeParameters.nonce ?? '', now),
  }),
);
