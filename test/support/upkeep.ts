import type { Difference, SubjectKind } from '#data/upkeep';
import { UPKEEP_NAMES, type UpkeepName, upkeepOf } from '../../core/upkeep/upkeeps.ts';
import { walkUpkeep } from '../../core/upkeep/walk-upkeep.ts';

/** Ids of subjects by kind; a kind that is absent is not audited. */
export type Subjects = Partial<Readonly<Record<SubjectKind, readonly string[]>>>;

/** Audits these subjects and nothing else, in every named upkeep of their kind. @returns each difference; none if all is well */
export async function differencesIn(
  subjects: Subjects,
  now: Date,
  names: readonly UpkeepName[] = UPKEEP_NAMES,
): Promise<Difference[]> {
  const found = await Promise.all(names.map(upkeepOf).map(({ kind, audit }) => audit(subjects[kind] ?? [], now)));
  return found.flat().flatMap(({ differences }) => differences);
}

/** The upkeeps of what a request writes by itself: where no test reads the stream, nothing marks events with picks. */
export const WITHOUT_STREAM: readonly UpkeepName[] = UPKEEP_NAMES.filter((name) => name !== 'demand');

/** Audits everything in the table. */
export async function allDifferences(now: Date): Promise<Difference[]> {
  const all: Difference[] = [];
  for await (const { found } of walkUpkeep(now)) all.push(...found.flatMap(({ differences }) => differences));
  return all;
}
