import { conditionHeld } from '#data/transaction';
import type { PickId } from '#schemas/common';
import { deleteAnalyses } from './analysis.store.ts';
import { pickEntity } from './pick.entity.ts';
import { pickById, revisionsOf, type StoredRevision } from './pick.store.ts';
import { revisionEntity } from './revision.entity.ts';

type Words = Pick<StoredRevision, 'analysis' | 'longAnalysis'>;
const hasWords = ({ analysis, longAnalysis }: Words): boolean => analysis !== undefined || longAnalysis !== undefined;

/** Takes the analysis out of a pick and out of each of its revisions. All that counts stays: its author's record follows from it. */
export async function eraseWords(pickId: PickId): Promise<void> {
  const [pick, revisions] = await Promise.all([pickById(pickId), revisionsOf(pickId)]);
  const written = revisions.filter(hasWords);
  await deleteAnalyses(pickId, written);
  for (const { revision } of written)
    await conditionHeld(revisionEntity().patch({ pickId, revision }).remove(['analysis', 'longAnalysis']).go());
  if (pick && hasWords(pick)) await conditionHeld(pickEntity().patch({ pickId }).remove(['analysis', 'longAnalysis']).go());
}
