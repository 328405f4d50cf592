import { env } from '#platform/env';
import type { StorageEndpoint } from '#platform/signed-url';

/** The address of S3 as phones and functions reach it. */
export const storageEndpoint = (): StorageEndpoint => JSON.parse(env('STORAGE')) as StorageEndpoint;
