import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { noteFederatedUser } from '#core/identity';
import { trigger } from '../../middleware/trigger.ts';

/** The response leaves an address of the person unverified: the mapping of the provider says if it is. */
const AS_IT_IS = { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };

export const handler = trigger<PreSignUpTriggerEvent>('pre-sign-up', async ({ triggerSource, userName }, now) => {
  await noteFederatedUser(triggerSource, userName, now);
  return AS_IT_IS;
});
