import { auditEvent, auditPick, auditRecord, type Facts } from '#core/audit';
import { findEvent, findEvents } from '#core/events';
import { eventsOf, idsOfEvent, lockAtOf, picksByIds } from '#core/picks';
import type { Known } from '#core/settlement';
import type { PickId } from '#schemas/common';
import { settledNotification } from '../../../core/notifications/pick-settled.projection.ts';
import type { Played } from './day.ts';
import type { Run } from './run.ts';

/** Everything that is not as the facts have it, in words; empty when all is well. */
export async function verdict(run: Run, played: Played): Promise<string[]> {
  const bettors = new Map<string, Facts>(played.bettors.map(({ userId }) => [userId, { picks: [], outcomes: [] }]));
  const found: string[] = [];
  const news = { settled: new Set<string>(), locked: new Set<string>(), mayBeLocked: new Set<string>() };
  const known: Known = new Map();
  const ids = new Set<PickId>();
  for (const eventId of played.events) {
    const event = await findEvent(eventId);
    if (!event) throw new Error('an event is gone');
    found.push(...(await auditEvent(event)).map(text));
    for (const pickId of await idsOfEvent(eventId)) ids.add(pickId);
  }
  const events = await findEvents(played.events, { consistent: true });
  for (const pick of await picksByIds([...ids])) {
    const audited = await auditPick(pick, known, run.at());
    found.push(...audited.found.map(text));
    const facts = bettors.get(pick.authorId);
    facts?.picks.push(pick);
    facts?.outcomes.push(...audited.outcomes);
    for (const outcome of audited.outcomes)
      if (settledNotification(outcome)) news.settled.add(`${pick.pickId}.settled.${outcome.version}`);
    const lockAt = lockAtOf(
      pick.placedAt,
      eventsOf(pick).flatMap((eventId) => events.get(eventId) ?? []),
    );
    // One that was made in the very millisecond through which all is locked hears of it at the new start.
    const before = pick.placedAt < lockAt;
    if (pick.withdrawnAt === undefined && before && lockAt <= run.at().toISOString()) news.locked.add(`${pick.pickId}.locked`);
    news.mayBeLocked.add(`${pick.pickId}.locked`);
  }
  for (const [userId, facts] of bettors) found.push(...(await auditRecord(userId, facts)).map(text));
  const picks = [...bettors.values()].flatMap((facts) => facts.picks);
  return [...found, ...confirmed(played, picks), ...told(run, news)];
}

const text = (difference: object): string => JSON.stringify(difference);

/** What was confirmed is there, once; and nothing else but what nobody got an answer for. */
function confirmed({ placed, withdrawn, unknown }: Played, picks: Facts['picks']): string[] {
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
