import { hideTextPart } from '#core/content';
import { removedPart } from '#core/media';
import { removalParts, unmarkRemovalPart } from '#core/messaging';
import { hiddenWordsPart } from '#core/picks';
import type { Part } from '#data/transaction';
import type { MessageId } from '#schemas/common';
import type { ReportableType } from '#schemas/moderation';

/** The parts that hide a thing, or show it again. They are refused when it is gone, or has changed meanwhile. */
export type HidingParts = Readonly<Record<string, Part>>;

/** Hides a thing that is there, or with null shows it again, in the transaction of a decision. Null where nothing is to be done. */
type Hide = (id: string, hiddenAt: string | null, now: Date) => Promise<HidingParts | null>;

const hideBy =
  (hidePart: (id: string, hiddenAt: string | null) => Part): Hide =>
  async (id, hiddenAt) => ({ hide: hidePart(id, hiddenAt) });

/** A message that is hidden is deleted for everyone, and its words do not come back. */
async function hideMessage(id: string, hiddenAt: string | null, now: Date): Promise<HidingParts | null> {
  const messageId = id as MessageId;
  if (hiddenAt !== null) return removalParts(messageId, hiddenAt, now);
  const message = await unmarkRemovalPart(messageId);
  return message && { message };
}

/** Hides things by their kinds; a person is banned instead. Beside SUBJECTS, since few functions need what these rules write. */
export const HIDE: Readonly<Record<ReportableType, Hide | null>> = {
  user: null,
  post: hideBy((id, hiddenAt) => hideTextPart({ type: 'post', id }, hiddenAt)),
  pick: hideBy(hiddenWordsPart),
  comment: hideBy((id, hiddenAt) => hideTextPart({ type: 'comment', id }, hiddenAt)),
  media: hideBy(removedPart),
  message: hideMessage,
};
