import { idsByAuthor, newestOutcomes, outcomesPart, picksByIds, type StoredPick } from '#core/picks';
import { userPage } from '#core/users';
import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { countPick } from './count.projection.ts';
import { ledgerRowOf } from './ledger-row.ts';
import { countedOf, type LedgerRow, ledgerOf, ledgerPart, recordIn } from './stats.store.ts';

/** An author's picks read at the same time: one BatchGet of the picks and one of their newest outcomes. */
const PICKS_PER_PAGE = 100;

/**
 * Compares each bettor's ledger with their picks and newest outcomes, and counts the picks that they placed and withdrew. A query of the
 * ledger and one read a bettor, and a query and two BatchGets for each 100 of their picks; in memory are the ledger and 100 picks. The
 * repair writes rows of the ledger anew and counts what was never counted; a row too many needs a person.
 */
export const ledgerUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) => auditEach(userIds, (userId) => auditLedger(userId as UserId)),
  repair: async (userId) => {
    const ledger = await rowsByPick(userId);
    const repaired: string[] = [];
    for await (const { pick, row } of settledPicks(userId as UserId)) {
      if (row && differencesOf('', ledger.get(pick.pickId), row).length > 0) {
        const refused = await transact({ pick: outcomesPart(pick.pickId, row.version), ledger: ledgerPart(row) });
        if (refused.size === 0) repaired.push(`ledger ${userId} pick ${pick.pickId}`);
      }
      repaired.push(...(await countLost(pick)));
    }
    return repaired;
  },
};

async function auditLedger(userId: UserId): Promise<Difference[]> {
  const [ledger, record] = await Promise.all([rowsByPick(userId), recordIn(userId, ['all'], { consistent: true })]);
  const found: Difference[] = [];
  const left = new Set(ledger.keys());
  const counts = { placed: 0, withdrawn: 0 };
  for await (const { pick, row } of settledPicks(userId)) {
    counts.placed++;
    if (pick.withdrawnAt !== undefined) counts.withdrawn++;
    if (!row) continue;
    left.delete(pick.pickId);
    found.push(...differencesOf(`ledger ${userId} pick ${pick.pickId}`, ledger.get(pick.pickId), row));
  }
  const tooMany = [...left].flatMap((pickId) => differencesOf(`ledger ${userId} pick ${pickId}`, { row: true }, { row: false }));
  return [...found, ...tooMany, ...differencesOf(`stats ${userId} all`, record, counts)];
}

const rowsByPick = async (userId: string): Promise<ReadonlyMap<string, LedgerRow>> =>
  new Map((await ledgerOf(userId)).map((row) => [row.pickId, row]));

/** Every pick of a bettor with the row of the ledger that it should have; null for one that was never decided. */
async function* settledPicks(userId: UserId): AsyncGenerator<{ pick: StoredPick; row: LedgerRow | null }> {
  let after: string | null = null;
  do {
    const ids: string[] = await idsByAuthor(userId, after, PICKS_PER_PAGE);
    const picks = await picksByIds(ids);
    const outcomes = await newestOutcomes(picks);
    for (const pick of picks) {
      const outcome = outcomes.get(pick.pickId);
      yield { pick, row: outcome ? ledgerRowOf(pick, outcome) : null };
    }
    after = ids.length === PICKS_PER_PAGE ? (ids.at(-1) ?? null) : null;
  } while (after !== null);
}

/** Counts that a pick was placed, and withdrawn, if that has no mark. One query a pick. */
async function countLost(pick: StoredPick): Promise<string[]> {
  const marks = await countedOf(pick.pickId);
  const facts = ['placed', ...(pick.withdrawnAt === undefined ? [] : ['withdrawn'])] as ('placed' | 'withdrawn')[];
  const counted: string[] = [];
  for (const fact of facts) {
    if (!marks.has(fact) && (await countPick(pick, fact))) counted.push(`${fact} of pick ${pick.pickId}`);
  }
  return counted;
}
