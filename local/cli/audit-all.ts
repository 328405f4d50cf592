import { walkUpkeep } from '#core/upkeep';
import type { Difference } from '#data/upkeep';

/**
 * Audits everything that is derived, page by page.
 * @param report receives each difference as it is found
 * @returns the number of differences, and the number of audited subjects by the name of their upkeep
 */
export async function auditAll(report: (difference: Difference) => void): Promise<{ count: number; audited: string }> {
  const audited = new Map<string, number>();
  let count = 0;
  for await (const { upkeep, subjects, found } of walkUpkeep(new Date())) {
    audited.set(upkeep, (audited.get(upkeep) ?? 0) + subjects);
    for (const difference of found.flatMap(({ differences }) => differences)) {
      count++;
      report(difference);
    }
  }
  return { count, audited: [...audited].map(([name, subjects]) => `${subjects} ${name}`).join(', ') };
}
