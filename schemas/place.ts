import * as z from 'zod';
import { TimeZone } from './quiet-hours.ts';
import { Region } from './regions.ts';

/** The place where somebody says that they live. */
export const Place = z.strictObject({ region: Region, timeZone: TimeZone });
