import { batchAll } from '#data/batch';
import { type Part, part } from '#data/transaction';
import { isLong } from '#platform/excerpt';
import { analysisEntity } from './analysis.entity.ts';

/** The row of a long analysis; null for one that stands in the pick's own row, and for none. */
export const analysisPart = (pickId: string, revision: number, text: string | null | undefined): Part | null =>
  text && isLong(text)
    ? part({ analyses: analysisEntity() }, ({ analyses }) => [analyses.create({ pickId, revision, text }).commit()])
    : null;

/** The whole analysis of a pick, also one that is hidden; null for none. Nothing, or one more read of a long one. */
export async function wholeAnalysis({
  pickId,
  analysis,
  longAnalysis,
}: {
  readonly pickId: string;
  readonly analysis?: string | undefined;
  readonly longAnalysis?: number | undefined;
}): Promise<string | null> {
  if (longAnalysis === undefined) return analysis ?? null;
  return (await analysesOf(pickId, [{ longAnalysis }])).get(longAnalysis) ?? analysis ?? null;
}

/**
 * The long analyses that terms of a pick name, by the revision that brought each. One BatchGet; 0.5 RRU per 4 KB of each, or 1 if consistent.
 */
export async function analysesOf(
  pickId: string,
  terms: readonly { readonly longAnalysis?: number | undefined }[],
  { consistent = true } = {},
): Promise<ReadonlyMap<number, string>> {
  const revisions = new Set(terms.flatMap(({ longAnalysis }) => longAnalysis ?? []));
  const keys = [...revisions].map((revision) => ({ pickId, revision }));
  const rows = await batchAll(keys, (some) => analysisEntity().get(some).go({ consistent }));
  return new Map(rows.map(({ revision, text }) => [revision, text]));
}

/** Deletes the long analyses that terms of a pick name. */
export async function deleteAnalyses(
  pickId: string,
  terms: readonly { readonly longAnalysis?: number | undefined }[],
): Promise<void> {
  const revisions = new Set(terms.flatMap(({ longAnalysis }) => longAnalysis ?? []));
  const keys = [...revisions].map((revision) => ({ pickId, revision }));
  await batchAll(keys, (some) => analysisEntity().delete(some).go());
}
