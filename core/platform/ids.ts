import { v7 } from 'uuid';

/** A new UUIDv7 of that moment: ids of later moments sort later, as strings too. */
export const newId = <Id extends string = string>(now: Date): Id => v7({ msecs: now.getTime() }) as Id;
