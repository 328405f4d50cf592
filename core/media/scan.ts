import { GuardDutyClient, SendObjectMalwareScanCommand } from '@aws-sdk/client-guardduty';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import type { ObjectName } from './storage.ts';

/** The answer of a scan. `failed` may be asked for again; `unsupported` is the last word, such as of an archive with a password. */
export type ScanVerdict =
  | { readonly is: 'clean' }
  | { readonly is: 'infected'; readonly threat: string }
  | { readonly is: 'unsupported' }
  | { readonly is: 'failed' };

/** A scanner of uploads. */
export interface Scanner {
  /** Scans at once, or answers null: then a message with the verdict comes by itself. */
  look(bytes: () => Promise<Buffer | null>): Promise<ScanVerdict | null>;
  /** Asks for one more scan, whose verdict comes in a message. */
  scanAgain(place: ObjectName): Promise<void>;
}

export const guardDuty = injectable(() => new GuardDutyClient({ maxAttempts: 3 }));

/** GuardDuty Malware Protection for S3: it scans every new object of the bucket by itself. */
const byGuardDuty: Scanner = {
  look: async () => null,
  async scanAgain({ bucket, key }) {
    await guardDuty().send(new SendObjectMalwareScanCommand({ S3Object: { Bucket: bucket, Key: key } }));
  },
};

/** A scanner for environments without GuardDuty. Its library is loaded where it is needed. */
const byRules: Scanner = {
  async look(read) {
    const bytes = await read();
    if (!bytes) return { is: 'unsupported' };
    const threat = await (await import('./yara.ts')).threatIn(bytes);
    return threat === null ? { is: 'clean' } : { is: 'infected', threat };
  },
  scanAgain: async () => {},
};

export const scanner = injectable((): Scanner => (env('SCANNER') === 'guardduty' ? byGuardDuty : byRules));
