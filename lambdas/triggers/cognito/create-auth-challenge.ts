import type { CreateAuthChallengeTriggerEvent } from 'aws-lambda';
import { newNonce } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

export const handler = trigger<CreateAuthChallengeTriggerEvent>('create-auth-challenge', () => ({
  publicChallengeParameters: {},
  privateChallengeParameters: { nonce: newNonce() },
  challengeMetadata: 'GRANT',
}));
