import { KMSClient } from '@aws-sdk/client-kms';
import { injectable } from './injectable.ts';

export const kms = injectable((): KMSClient => new KMSClient({ maxAttempts: 3 }));
