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

/** The file that every scanner of viruses has to find (https://www.eicar.org/download-anti-malware-testfile/), in parts, so that none finds it here. */
const EICAR = Buffer.from(['X5O!P%@AP[4', '\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''));

/** Beginnings of programs: of Windows, Linux, macOS, scripts. */
const PROGRAMS: Readonly<Record<string, Buffer>> = {
  'Program.Windows': Buffer.from('MZ'),
  'Program.Elf': Buffer.from('\x7fELF', 'latin1'),
  'Program.MachO': Buffer.from('cffaedfe', 'hex'),
  'Program.Script': Buffer.from('#!'),
};

/** The threat in some bytes, by the signatures above; null for none. It knows no virus but the one that is made for tests. */
export function threatIn(bytes: Buffer): string | null {
  if (bytes.includes(EICAR)) return 'EICAR-Test-File';
  return Object.entries(PROGRAMS).find(([, start]) => bytes.subarray(0, start.length).equals(start))?.[0] ?? null;
}

/** A scanner for environments without GuardDuty. */
const bySignature: Scanner = {
  async look(read) {
    const bytes = await read();
    if (!bytes) return { is: 'unsupported' };
    const threat = threatIn(bytes);
    return threat === null ? { is: 'clean' } : { is: 'infected', threat };
  },
  scanAgain: async () => {},
};

export const scanner = injectable((): Scanner => (env('SCANNER') === 'guardduty' ? byGuardDuty : bySignature));
