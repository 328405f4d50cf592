import type { VerifyAuthChallengeResponseTriggerEvent } from 'aws-lambda';
import { isRightAnswer } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

export const handler = trigger<VerifyAuthChallengeResponseTriggerEvent>(
  'verify-auth-challenge',
  async ({ userName, request: { challengeAnswer, privateChallengeParameters } }, now) => ({
    answerCorrect: await isRightAnswer(userName, challengeAnswer, privateChallengeParameters.nonce ?? '', now),
  }),
);
