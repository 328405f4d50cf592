import { v7 } from 'uuid';

/** A new UUIDv7 of the instant `now`. Ids of later instants sort later, also as strings. */
export const newId = <Id extends string = string>(now: Date): Id => v7({ msecs: now.getTime() }) as Id;

/** The instant in the first 48 bits of a UUIDv7, to the millisecond. */
export const createdAt = (id: string): Date => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
