import { CREDENTIALS, REGION } from './paths.ts';

/** The settings of an SDK client that calls an emulator, whatever AWS settings the user has. */
export const clientOf = (endpoint: string) => ({ endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 3 });
