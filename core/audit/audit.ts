import { eventsStarting, findEvent } from '#core/events';
import { eventsOf, idsOfEvent, picksByIds, type StoredPick } from '#core/picks';
import type { Known } from '#core/settlement';
import { recordsOf } from '#core/stats';
import { mapConcurrently } from '#platform/map-concurrently';
import type { PickId } from '#schemas/common';
import { auditBoards } from './audit-board.ts';
import { auditEvent } from './audit-event.ts';
import { auditPick } from './audit-pick.ts';
import { auditRecord, type Facts } from './audit-records.ts';
import { differences as compared, type Difference } from './difference.ts';

export interface Audit {
  readonly events: number;
  readonly picks: number;
  readonly outcomes: number;
  readonly bettors: number;
  readonly differences: readonly Difference[];
}

/** Picks and bettors looked at beside each other. */
const AT_ONCE = 10;

/**
 * Recomputes everything that is derived from the facts and lists each difference: events and locks from their histories, outcomes by
 * grading anew, ledgers and records from the outcomes, boards from the records. Reads everything once, and writes nothing. What is being
 * settled at the same moment can show as a difference: let the queues run dry first.
 */
export async function audit(now: Date): Promise<Audit> {
  const bettors = new Map<string, Facts>();
  const differences: Difference[] = [];
  const keys = await eventsStarting('0000', '9999');
  const known: Known = new Map();
  /** By how many of its events each pick was found. */
  const found = new Map<PickId, number>();
  for (const { eventId } of keys) {
    const event = await findEvent(eventId);
    if (!event) continue;
    differences.push(...(await auditEvent(event)));
    for (const pickId of await idsOfEvent(eventId)) found.set(pickId, (found.get(pickId) ?? 0) + 1);
  }
  let newestOutcome = '';
  const picks = await picksByIds([...found.keys()]);
  const audited = await mapConcurrently(picks, AT_ONCE, (pick) => auditPick(pick, known, now));
  for (const [i, { found: wrong, outcomes }] of audited.entries()) {
    const pick = picks[i] as StoredPick;
    differences.push(...wrong, ...indexed(pick, found.get(pick.pickId)));
    const facts = bettors.get(pick.authorId) ?? { picks: [], outcomes: [] };
    bettors.set(pick.authorId, facts);
    facts.picks.push(pick);
    facts.outcomes.push(...outcomes);
    for (const { writtenAt } of outcomes) if (writtenAt > newestOutcome) newestOutcome = writtenAt;
  }
  // A record without a pick that bears it out is a difference too.
  for (const { userId } of await recordsOf('all')) if (!bettors.has(userId)) bettors.set(userId, { picks: [], outcomes: [] });
  const records = await mapConcurrently([...bettors], AT_ONCE, ([userId, facts]) => auditRecord(userId, facts));
  differences.push(...records.flat());
  if (newestOutcome !== '') differences.push(...(await auditBoards(newestOutcome, now)));
  const all = [...bettors.values()];
  return {
    events: keys.length,
    picks: all.reduce((n, { picks }) => n + picks.length, 0),
    outcomes: all.reduce((n, { outcomes }) => n + outcomes.length, 0),
    bettors: bettors.size,
    differences,
  };
}

/** A pick is found by each of its events. */
const indexed = (pick: StoredPick, found: number | undefined): Difference[] =>
  compared(`pick ${pick.pickId}`, { events: found }, { events: eventsOf(pick).length });
