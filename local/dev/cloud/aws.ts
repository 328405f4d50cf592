import { CREDENTIALS, REGION } from './paths.ts';

/** What an SDK client needs to reach an emulator, wherever the user's own settings point. */
export const clientOf = (endpoint: string) => ({ endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 3 });
