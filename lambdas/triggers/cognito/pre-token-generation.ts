import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { tokenClaims } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

/** A scope of Cognito's own with which a client could edit its Cognito user without us. It is suppressed. */
const SELF_SERVICE = 'aws.cognito.signin.user.admin';

export const handler = trigger<PreTokenGenerationV2TriggerEvent>('pre-token-generation', async ({ userName }, now) => {
  const { claims, scopes } = await tokenClaims(userName, now);
  return {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: { ...claims }, scopesToAdd: scopes, scopesToSuppress: [SELF_SERVICE] },
    },
  };
});
