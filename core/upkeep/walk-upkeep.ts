import type { Finding } from '#data/upkeep';
import { UPKEEP_NAMES, type UpkeepName, upkeepOf } from './upkeeps.ts';

/** A page of one upkeep after it was audited. */
export interface AuditedPage {
  readonly upkeep: UpkeepName;
  readonly subjects: number;
  readonly found: readonly Finding[];
}

/**
 * Audits every subject of every upkeep, page by page, in this process, and repairs nothing; in memory is one page. A pick that is being settled at
 * the same moment can show as a difference: let the queues run dry first.
 */
export async function* walkUpkeep(now: Date): AsyncGenerator<AuditedPage> {
  for (const upkeep of UPKEEP_NAMES) {
    const { subjects, audit } = upkeepOf(upkeep);
    let cursor: string | null = null;
    do {
      const page: { items: readonly string[]; cursor: string | null } = await subjects(cursor);
      yield { upkeep, subjects: page.items.length, found: await audit(page.items, now) };
      cursor = page.cursor;
    } while (cursor !== null);
  }
}
