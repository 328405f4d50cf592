/**
 * The addresses that a user had are told of a change of them.
 * Replay contract: a record that comes again sends the same message again, whose link is good once; a person may be told twice.
 */
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { projection } from '#platform/projection';
import { addressChangeOfImage } from './address-change.store.ts';
import type { AddressChangeMessage } from './tell-address-change.ts';

export const tellAddressChanges = projection({
  name: 'tell-address-changes',
  entity: 'addresschange',
  row: addressChangeOfImage,
  when: ({ before, after }): AddressChangeMessage | null =>
    before === null && after ? { userId: after.userId, number: after.number, api: env('API_URL') } : null,
  run: (message) => enqueue(env('CODES_QUEUE_URL'), [message]),
});
