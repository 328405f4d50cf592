/**
 * The owner of a post, a pick, a comment, an upload or a message is told that a moderator has hidden it, or shows it again, and not which moderator.
 * Replay contract: a message names the thing, and its consumer looks up if it is hidden. So a record that comes again, late or in another order
 * leads to the same notifications: the list has the one that holds now.
 */
import { caseOfImage, type StoredCase } from '#core/moderation';
import { batchProjection, type TableChange } from '#platform/projection';
import type { FactInMessage } from './delivery.ts';
import { markOfNumber, ONLY, subjectOf } from './group-rules.ts';
import { tellFacts } from './notify.ts';
import type { FactFor } from './tell-messages.ts';

/** The facts to look at after a change of a case: both, since one replaces the other. */
export function factsOfCase({ before, after }: TableChange<StoredCase>): FactFor[] | null {
  if (!after || before?.decisions === after.decisions) return null;
  const { subjectType, subjectId, userId, action } = after;
  if (subjectType === 'user' || subjectType === 'ban' || action === undefined || action === 'dismiss') return null;
  const about = { userId, subject: subjectOf(subjectType, subjectId), fact: factAbout(subjectType, subjectId) };
  return [
    { ...about, kind: 'content-hidden' },
    { ...about, kind: 'content-restored' },
  ];
}

/** A fact names a message by its conversation and its number. */
function factAbout(type: StoredCase['subjectType'], id: string): FactInMessage {
  const [by = '', seq] = type === 'message' ? id.split('_') : [id];
  return { by, mark: seq === undefined ? ONLY : markOfNumber(Number(seq)) };
}

export const tellDecisions = batchProjection({
  name: 'tell-decisions',
  entity: 'reportcase',
  row: caseOfImage,
  when: factsOfCase,
  runAll: (facts) => tellFacts(facts.flat()),
});
