import { findEvents, lockAtOf } from '#core/events';
import { eventsOf, outcomesOf, picksByIds, type StoredPick } from '#core/picks';
import { factOf, membersIn } from '../../../core/notifications/group-rules.ts';
import { allNotifications } from '../../../core/notifications/notification.store.ts';
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
  const news: News = { settled: new Set(), newest: new Set(), locked: new Set(), mayBeLocked: new Set() };
  for (const pick of picks) {
    const told = (await outcomesOf(pick.pickId)).filter(settledNotification).map(({ version }) => version);
    for (const version of told) news.settled.add(settledId(pick.pickId, version));
    if (told.length > 0) news.newest.add(settledId(pick.pickId, Math.max(...told)));
    const lockAt = lockAtOf(
      pick.placedAt,
      eventsOf(pick).flatMap((eventId) => events.get(eventId) ?? []),
    );
    // A pick that was placed in the very millisecond through which all is locked is announced at the new start.
    const before = pick.placedAt < lockAt;
    if (pick.withdrawnAt === undefined && before && lockAt <= run.at().toISOString()) news.locked.add(`${pick.pickId}.locked`);
    news.mayBeLocked.add(`${pick.pickId}.locked`);
  }
  return [
    ...differences.map((difference) => JSON.stringify(difference)),
    ...confirmed(played, picks),
    ...told(run, news),
    ...(await listed(played, news)),
  ];
}

/** Ids of notifications. */
interface News {
  readonly settled: Set<string>;
  /** Of each pick that of the newest outcome. */
  readonly newest: Set<string>;
  readonly locked: Set<string>;
  readonly mayBeLocked: Set<string>;
}
const settledId = (pickId: string, version: number): string => `${pickId}.settled.${version}`;

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
function told({ delivered }: Run, news: News): string[] {
  const allowed = new Set([...news.settled, ...news.mayBeLocked]);
  return [
    ...[...news.settled, ...news.locked].filter((id) => !delivered.has(id)).map((id) => `${id} was never delivered`),
    ...[...delivered.keys()].filter((id) => !allowed.has(id)).map((id) => `${id} was delivered and follows from nothing`),
  ];
}

/** The lists of the bettors: the lock of each pick and its newest outcome, each once for a thing, and nothing that did not happen. */
async function listed({ bettors }: Played, { settled, newest, locked, mayBeLocked }: News): Promise<string[]> {
  const rows = (await Promise.all(bettors.map(({ userId }) => allNotifications(userId)))).flat();
  const facts = rows.flatMap(({ kind, subject, members }) =>
    membersIn(members).map((member) => {
      const { by, mark } = factOf(member);
      return { id: kind === 'pick-settled' ? settledId(by, Number.parseInt(mark, 16)) : `${by}.locked`, subject };
    }),
  );
  const there = new Set(facts.map(({ id }) => id));
  const allowed = new Set([...settled, ...mayBeLocked]);
  const times = Map.groupBy(facts, ({ id, subject }) => `${id} of ${subject}`);
  return [
    ...[...newest, ...locked].filter((id) => !there.has(id)).map((id) => `${id} is in no list`),
    ...[...there].filter((id) => !allowed.has(id)).map((id) => `${id} is in a list and follows from nothing`),
    ...[...times].filter(([, { length }]) => length > 1).map(([of, { length }]) => `${of} is in the list ${length} times`),
  ];
}
