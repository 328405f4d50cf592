import { consumeGrant } from './grant.store.ts';
import { hashOf, newSecret } from './secret-rules.ts';

/**
 * Cognito's side of a sign-in (CUSTOM_AUTH): it asks one question, and the only right answer is a grant that we made for that user.
 */

/** @param answers whether each challenge so far was answered rightly @returns what Cognito does next */
export const nextStep = (answers: readonly boolean[], userExists: boolean): 'ask' | 'issue' | 'fail' => {
  if (!userExists || answers.length > 1) return 'fail';
  return answers[0] === undefined ? 'ask' : answers[0] ? 'issue' : 'fail';
};

/** What makes one question that question: the grant remembers it, so that Cognito's retry of the same question gets the same answer. */
export const newNonce = newSecret;

/** @returns whether the answer is a grant for this user, free or taken by this very question */
export const answers = (userId: string, answer: string, nonce: string, now: Date): Promise<boolean> =>
  consumeGrant(hashOf(answer), userId, nonce, now);
