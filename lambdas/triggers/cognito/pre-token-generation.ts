import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { tokenClaims } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

/** A scope of Cognito's own with which a client could edit its Cognito user without us. It is suppressed. */
const SELF_SERVICE = 'aws.cognito.signin.user.admin';
/** The scopes of the client of the pages, which alone asks for OpenID Connect. */
const OF_PAGES = ['openid', 'email', SELF_SERVICE];

/** Tokens of Cognito's pages prove a person to us and open nothing: they have no scope and no claim, and their person may have no account yet. */
export const handler = trigger<PreTokenGenerationV2TriggerEvent>('pre-token-generation', async (event, now) => {
  if (event.triggerSource === 'TokenGeneration_HostedAuth' || event.request.scopes?.includes('openid'))
    return { claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToSuppress: OF_PAGES } } };
  const { claims, scopes } = await tokenClaims(event.userName, now);
  return {
    claimsAndScopeOverrideDetails: {
      accessTokenGeneration: { claimsToAddOrOverride: { ...claims }, scopesToAdd: scopes, scopesToSuppress: [SELF_SERVICE] },
    },
  };
});
