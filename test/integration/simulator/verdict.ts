import { findEvents, lockAtOf } from '#core/events';
import { eventsOf, outcomesOf, picksByIds, type StoredPick } from '#core/picks';
import { settledNotification } from '../../../core/notifications/pick-settled.projection.ts';
import { idsOfEvent } from '../../support/ids-of-event.ts';
import { differencesIn } from '../../support/upkeep.ts';
import type { Played } from './day.ts';
import type { Run } from './run.ts';

/** Everything that differs from the facts, in words; empty when all is well. */
export async function verdict(run: Run, played: Played): Promise<string[]> {
  const ids = new Set((await Promise.all(played.events.map(idsOfEvent))).flat());
  const picks = await picksByIds([...ids]);
  const subjects = { event: played.events, pick: [...ids], user: played.bettors.map(({ userId }) => userId) };
  const differences = await differencesIn(subjects, run.at());
  const events = await findEvents(played.events, { consistent: true });
  if (events.size < played.events.length) throw new Error('an event is gone');
  const news = { settled: new Set<string>(), locked: new Set<string>(), mayBeLocked: new Set<string>() };
  for (const pick of picks) {
    for (const outcome of await outcomesOf(pick.pickId))
      if (settledNotification(outcome)) news.settled.add(`${pick.pickId}.settled.${outcome.version}`);
    const lockAt = lockAtOf(
      pick.placedAt,
      eventsOf(pick).flatMap((eventId) => events.get(eventId) ?? []),
    );
    // A pick that was placed in the very millisecond through which all is locked is announced at the new start.
    const before = pick.placedAt < lockAt;
    if (pick.withdrawnAt === undefined && before && lockAt <= run.at().toISOString()) news.locked.add(`${pick.pickId}.locked`);
    news.mayBeLocked.add(`${pick.pickId}.locked`);
  }
  return [...differences.map((difference) => JSON.stringify(difference)), ...confirmed(played, picks), ...told(run, news)];
}

/** Each confirmed pick exists once, and nothing else but picks whose reply got lost. */
function confirmed({ placed, withdrawn, unknown }: Played, picks: readonly StoredPick[]): string[] {
  const there = new Set(picks.map(({ pickId }) => pickId));
  const gone = new Set(picks.filter(({ withdrawnAt }) => withdrawnAt !== undefined).map(({ pickId }) => pickId));
  return [
    ...[...placed].filter((id) => !there.has(id)).map((id) => `pick ${id} was confirmed and is not there`),
    ...[...withdrawn].filter((id) => !gone.has(id)).map((id) => `pick ${id} was withdrawn and still stands`),
    ...(there.size > placed.size + unknown ? [`${there.size} picks, but ${placed.size} confirmed and ${unknown} unknown`] : []),
  ];
}

/** Notifications by id: each that is due was delivered, and no other. */
function told({ delivered }: Run, news: Readonly<Record<'settled' | 'locked' | 'mayBeLocked', ReadonlySet<string>>>): string[] {
  const allowed = new Set([...news.settled, ...news.mayBeLocked]);
  return [
    ...[...news.settled, ...news.locked].filter((id) => !delivered.has(id)).map((id) => `${id} was never delivered`),
    ...[...delivered.keys()].filter((id) => !allowed.has(id)).map((id) => `${id} was delivered and follows from nothing`),
  ];
}
