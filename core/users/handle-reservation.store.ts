import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import { vault } from '#platform/vault';
import { handleReservationEntity } from './handle-reservation.entity.ts';

/** Seconds for which the handle of an erased account is nobody's: 90 days. */
const RESERVED_FOR = 90 * 86_400;

/** The HMAC of a handle. It is always made with the oldest secret, since a handle is found under one key. */
async function keyOf(handle: string): Promise<string> {
  const keys = await vault();
  return `${keys.oldest}.${keys.mac('handle', handle, keys.oldest).toString('hex')}`;
}

/** Reserves the handle of an account that is erased. Never refused. */
export async function reserveHandlePart(handle: string, now: Date): Promise<Part> {
  const handleKey = await keyOf(handle);
  return part({ reservation: handleReservationEntity() }, ({ reservation }) => [
    reservation.put({ handleKey, expiresAt: epoch(now) + RESERVED_FOR }).commit(),
  ]);
}

/** Refused while the handle is reserved after the erasure of its account. 2 WRU. */
export async function unreservedHandlePart(handle: string, now: Date): Promise<Part> {
  const handleKey = await keyOf(handle);
  return part({ reservation: handleReservationEntity() }, ({ reservation }) => [
    reservation
      .check({ handleKey })
      .where((attr, op) => `${op.notExists(attr.expiresAt)} OR ${op.lte(attr.expiresAt, epoch(now))}`)
      .commit(),
  ]);
}
