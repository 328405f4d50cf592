import type * as z from 'zod';
import type { User } from '#actor';
import { eventFacts, unlockedPart } from '#core/events';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { EventId, PickId } from '#schemas/common';
import type { EditPick } from '#schemas/picks';
import type { Market, Selection, Sport } from '#schemas/sports';
import { deletedPart, pickById, revisedPart, type StoredLeg, type StoredPick } from './pick.store.ts';
import { type PickView, viewOf } from './pick.view.ts';
import { assertTakesPicks, lineOf, locked, stakeOf } from './pick-rules.ts';

type Changes = z.output<typeof EditPick.body>;

/**
 * A new revision of one's own pick before its event starts; never another event or market.
 * @throws NOT_FOUND, FORBIDDEN, PICK_LOCKED, INVALID_INPUT, CONFLICT with the newer `revision`
 */
export async function editPick(actor: User, pickId: PickId, changes: Changes, now: Date): Promise<PickView> {
  const { pick, leg, event } = await ownPick(actor, pickId);
  if (pick.deletedAt !== undefined) throw new DomainError('CONFLICT', 'This pick was withdrawn.', { revision: pick.revision });
  assertTakesPicks(event, now);
  if (pick.revision !== changes.revision) throw stale(pick.revision);
  const revised = revise(pick, leg, changes, event.startsAt, now);
  const refused = await transact({ lock: unlockedPart(event.eventId, pick.placedAt, now), pick: revisedPart(revised) });
  if (refused.has('lock')) throw locked();
  if (refused.has('pick')) throw stale((await pickById(pickId))?.revision ?? pick.revision);
  return viewOf(revised, now);
}

/**
 * Withdraws one's own pick before its event starts. A tombstone stays. Twice is once.
 * @throws NOT_FOUND, FORBIDDEN, PICK_LOCKED
 */
export async function deletePick(actor: User, pickId: PickId, now: Date): Promise<PickView> {
  const { pick, event } = await ownPick(actor, pickId);
  if (pick.deletedAt !== undefined) return viewOf(pick, now);
  assertTakesPicks(event, now);
  const deletedAt = now.toISOString();
  const refused = await transact({ lock: unlockedPart(event.eventId, pick.placedAt, now), pick: deletedPart(pickId, deletedAt) });
  if (refused.has('lock')) throw locked();
  return refused.has('pick') ? deletePick(actor, pickId, now) : viewOf({ ...pick, deletedAt }, now);
}

async function ownPick(actor: User, pickId: PickId) {
  const pick = await pickById(pickId);
  if (!pick) throw new DomainError('NOT_FOUND', 'No such pick.');
  if (pick.authorId !== actor.userId) throw new DomainError('FORBIDDEN', 'This is the pick of somebody else.');
  if (pick.outcome !== undefined && pick.deletedAt === undefined) throw locked();
  const leg = pick.legs[0] as StoredLeg;
  const event = await eventFacts(leg.eventId as EventId);
  if (!event) throw new Error(`pick ${pickId} on an event that is not there`);
  return { pick, leg, event };
}

function revise(pick: StoredPick, leg: StoredLeg, changes: Changes, acceptedStart: string, now: Date): StoredPick {
  const market = leg.market as Market;
  const selection = changes.selection ?? (leg.selection as Selection);
  const line = lineOf(leg.sport as Sport, { market, selection, line: changes.line ?? leg.line });
  const stake = changes.stakeUnits === undefined ? pick.stake : stakeOf(changes.stakeUnits);
  const text = (change: string | null | undefined, now: string | undefined) =>
    change === undefined ? now : (change ?? undefined);
  return {
    ...pick,
    revision: pick.revision + 1,
    revisedAt: now.toISOString(),
    stake,
    book: text(changes.book, pick.book),
    analysis: text(changes.analysis, pick.analysis),
    legs: [{ ...leg, selection, line, odds: changes.odds ?? leg.odds, acceptedStart }],
  };
}

const stale = (revision: number) =>
  new DomainError('CONFLICT', `This pick is at revision ${revision} now.`, { field: 'revision', revision });
