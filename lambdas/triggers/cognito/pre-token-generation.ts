import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { tokenClaims } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

/** With it a phone could edit its Cognito user past us. */
const SELF_SERVICE = 'aws.cognito.signin.user.admin';

export const handler = trigger<PreTokenGenerationV2TriggerEvent>('pre-token-generation', async ({ userName }, now) => {
  const { claims, scopes } = await tokenClaims(userName, now);
  return {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: { ...claims }, scopesToAdd: scopes, scopesToSuppress: [SELF_SERVICE] },
    },
  };
});
