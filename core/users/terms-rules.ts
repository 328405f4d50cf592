import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { CURRENT_TERMS, type TextVersions, termsText } from '#schemas/terms';

/** True for the versions that stand. */
export const areCurrent = (accepted: TextVersions | undefined): boolean =>
  accepted !== undefined && termsText(accepted) === termsText(CURRENT_TERMS);

/** The refusal of somebody who has not accepted what stands. It names the versions, which an app shows and has accepted. */
export const termsRequired = (): DomainError =>
  new DomainError('TERMS_REQUIRED', 'The terms of use or the privacy text have changed. Accept them to go on.', {
    ...CURRENT_TERMS,
  });

/** The refusal of a user whose token does not name the versions that stand; null for one that does. Nothing is read. */
export const termsRefusal = (actor: Viewer): DomainError | null =>
  actor.kind === 'user' && actor.terms === termsText(CURRENT_TERMS) ? null : termsRequired();
