import { conditionHeld } from '#data/transaction';
import { Memory } from '#platform/memory';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import { demandEntity } from './demand.entity.ts';

const HOUR = 3_600_000;
/** A moved start may lie some days after the one that was known at the mark. */
const KEPT = 14 * 24 * HOUR;

/** The newest marks of an event: instants of full hours, ISO 8601. */
export interface Demand {
  readonly pickedAt?: string | undefined;
  readonly openedAt?: string | undefined;
}
export interface MarkedEvent {
  readonly eventId: EventId;
  readonly league: League;
  readonly startsAt: string;
}

export type DemandKind = 'pickedAt' | 'openedAt';

/** Marks that this function knows to be stored: some 100 bytes each. */
const marked = new Memory<true>(10_000);

/**
 * Marks that somebody opened an event or picked on it, once for an event and hour. 1 WRU, nothing when this function has seen the mark.
 * A repeat within the hour changes nothing.
 */
export async function markDemand(kind: DemandKind, { eventId, league, startsAt }: MarkedEvent, now: Date): Promise<void> {
  const from = Math.floor(now.getTime() / HOUR) * HOUR;
  const hour = new Date(from).toISOString();
  const key = `${kind}#${eventId}`;
  if (marked.find(key, now)) return;
  await conditionHeld(
    demandEntity()
      .update({ demandFor: league, eventId })
      .set({ [kind]: hour, expiresAt: Math.floor((Math.max(Date.parse(startsAt), from) + KEPT) / 1000) })
      .where((attr, op) => `${op.notExists(attr[kind])} OR ${op.lt(attr[kind], hour)}`)
      .go(),
  );
  marked.keep(key, true, { from: new Date(from), until: new Date(from + HOUR) });
}

/** The marks of a league's events. One query, 0.5 RRU for some 30 events. */
export async function demandOf(league: League): Promise<ReadonlyMap<EventId, Demand>> {
  const { data } = await demandEntity().query.primary({ demandFor: league }).go({ pages: 'all' });
  return new Map(data.map(({ eventId, pickedAt, openedAt }) => [eventId as EventId, { pickedAt, openedAt }]));
}

/** The marks of one event. Consistent; 1 RRU. */
export async function demandOfEvent({ eventId, league }: MarkedEvent): Promise<Demand> {
  const { data } = await demandEntity().get({ demandFor: league, eventId }).go({ consistent: true });
  return { pickedAt: data?.pickedAt, openedAt: data?.openedAt };
}
