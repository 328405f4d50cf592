import { batchAll } from '#data/batch';
import { type Part, part, transact } from '#data/transaction';
import type { EventId } from '#schemas/common';
import { eventEntity } from './event.entity.ts';
import type { StoredEvent } from './event-facts.ts';
import { providerRefEntity } from './provider-ref.entity.ts';

/** The events of games, by the provider's id of each game. Consistent; 1 RRU each. */
export async function findProviderRefs(
  provider: string,
  providerGameIds: readonly string[],
): Promise<ReadonlyMap<string, EventId>> {
  const keys = providerGameIds.map((providerGameId) => ({ provider, providerGameId }));
  const rows = await batchAll(keys, (some) => providerRefEntity().get(some).go({ consistent: true, concurrent: 4 }));
  return new Map(rows.map(({ providerGameId, eventId }) => [providerGameId, eventId as EventId]));
}

/** Writes the reference of a game. Refused when there is one. */
export const refPart = ({ provider, eventId }: Pick<StoredEvent, 'provider' | 'eventId'>, providerGameId: string): Part =>
  part({ ref: providerRefEntity() }, ({ ref }) => [ref.create({ provider, providerGameId, eventId }).commit()]);

/** Gives an event one more id of the provider's, with its reference: 4 WRU. @returns false when the id has an event already */
export async function addGameId(event: StoredEvent, providerGameId: string): Promise<boolean> {
  const refused = await transact({
    ref: refPart(event, providerGameId),
    event: part({ row: eventEntity() }, ({ row }) => [
      row
        .patch({ eventId: event.eventId })
        .append({ providerGameIds: [providerGameId] })
        .commit(),
    ]),
  });
  return refused.size === 0;
}
