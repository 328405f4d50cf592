import { consumeGrant } from './grant.store.ts';
import { hashSecret, newSecret } from './secret-rules.ts';

/**
 * Rules for Cognito's custom sign-in (CUSTOM_AUTH): it asks one question, whose only right answer is a grant that we made for that user.
 */

/**
 * @param answers one entry for each challenge so far: true for a right answer
 * @returns Cognito's next step: another challenge, tokens or a refusal
 */
export const nextStep = (answers: readonly boolean[], userExists: boolean): 'ask' | 'issue' | 'fail' => {
  if (!userExists || answers.length > 1) return 'fail';
  return answers[0] === undefined ? 'ask' : answers[0] ? 'issue' : 'fail';
};

/** Identifies one challenge. The grant stores it, so that Cognito's retry of the same challenge gets the same answer. */
export const newNonce = newSecret;

/** Uses up a grant. @returns true when the answer is a grant of this user that is unused, or used by this same challenge */
export const isRightAnswer = (userId: string, answer: string, nonce: string, now: Date): Promise<boolean> =>
  consumeGrant(hashSecret(answer), userId, nonce, now);
