import type { DefineAuthChallengeTriggerEvent } from 'aws-lambda';
import { nextStep } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

const RESPONSES = {
  ask: { issueTokens: false, failAuthentication: false, challengeName: 'CUSTOM_CHALLENGE' },
  issue: { issueTokens: true, failAuthentication: false },
  fail: { issueTokens: false, failAuthentication: true },
} as const;

export const handler = trigger<DefineAuthChallengeTriggerEvent>('define-auth-challenge', ({ request }) => {
  const rounds = request.session.map((round) => round.challengeName === 'CUSTOM_CHALLENGE' && round.challengeResult);
  return { ...RESPONSES[nextStep(rounds, request.userNotFound !== true)] };
});
