import { v7 } from 'uuid';

/** A new UUIDv7 of that moment: ids of later moments sort later, as strings too. */
export const newId = <Id extends string = string>(now: Date): Id => v7({ msecs: now.getTime() }) as Id;

/** The instant in a UUIDv7, to the millisecond: its first 48 bits. */
export const createdAt = (id: string): Date => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
