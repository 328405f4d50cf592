import { type Part, part } from '#data/transaction';
import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';
import type { EventNames, StoredEvent } from './event-facts.ts';
import { pairingEntity } from './pairing.entity.ts';
import { pairOf } from './team-rules.ts';

/** The newest events of two teams, or of one title. `version` counts all that there were. */
export interface Pairing {
  readonly provider: string;
  readonly league: League;
  readonly teams: string;
  readonly version: number;
  readonly eventIds: readonly EventId[];
}

/** The events of one pairing that are kept: more than two teams play within a fortnight in any sport. */
const KEPT = 16;

/** The pairing of two teams, or of a title; version 0 when they have no event yet. Consistent; 1 RRU. */
export async function findPairing({
  provider,
  league,
  ...game
}: Pick<StoredEvent, 'provider' | 'league'> & EventNames): Promise<Pairing> {
  const key = { provider, league, teams: pairOf(game) };
  const { data } = await pairingEntity().get(key).go({ consistent: true });
  return { ...key, version: data?.version ?? 0, eventIds: (data?.eventIds ?? []) as EventId[] };
}

/** Adds an event to its pairing. Refused when the pairing has changed since it was read. */
export function pairingPart({ provider, league, teams, version, eventIds }: Pairing, eventId: EventId): Part {
  const next = { version: version + 1, eventIds: [...eventIds, eventId].slice(-KEPT) };
  return part({ pairing: pairingEntity() }, ({ pairing }) => [
    version === 0
      ? pairing.create({ provider, league, teams, ...next }).commit()
      : pairing
          .patch({ provider, league, teams })
          .set(next)
          .where((attr, op) => op.eq(attr.version, version))
          .commit(),
  ]);
}

/** True when the pairing lists the event, or has listed so many newer ones that it does not any more. */
export const isPaired = ({ eventIds }: Pairing, eventId: EventId): boolean =>
  eventIds.includes(eventId) || (eventIds.length === KEPT && eventIds.every((newer) => eventId < newer));
