import * as z from 'zod';
import { MediaId } from '#schemas/common';
import type { ScanVerdict } from './scan.ts';

/** An object that arrived (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html), as far as it is read. */
const Arrival = z.object({
  'detail-type': z.literal('Object Created'),
  detail: z.object({ object: z.object({ key: z.string(), etag: z.string() }) }),
});

const Scanned = z.object({
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string(), eTag: z.string() }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']),
      threats: z.array(z.object({ name: z.string() })).nullish(),
    }),
  }),
});

/** A look at an upload some time after it arrived, in case that no verdict came. */
const Look = z.strictObject({ task: z.literal('look'), mediaId: MediaId, etag: z.string() });
/**
 * The objects of a picture that was attached are to stay, those of one that was taken off to go, those of one that a moderator removed to be
 * sealed, and those of one that is shown again to come back.
 */
const Keep = z.strictObject({ task: z.enum(['keep', 'retire', 'remove', 'restore']), mediaId: MediaId });
export type MediaTask = z.infer<typeof Look> | z.infer<typeof Keep>;

/**
 * A message of the media queue: an event of S3, of the scan
 * (https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html), or a task of ours. It may come twice,
 * late, and in any order.
 */
export const MediaMessage = z.union([Arrival, Scanned, Look, Keep]);
export type MediaMessage = z.infer<typeof MediaMessage>;

/** The verdict in an event of the scan. */
export function verdictIn({ detail: { scanResultDetails } }: z.infer<typeof Scanned>): ScanVerdict {
  switch (scanResultDetails.scanResultStatus) {
    case 'NO_THREATS_FOUND':
      return { is: 'clean' };
    case 'THREATS_FOUND':
      return { is: 'infected', threat: scanResultDetails.threats?.[0]?.name.slice(0, 200) ?? 'unnamed' };
    case 'UNSUPPORTED':
      return { is: 'unsupported' };
    default:
      return { is: 'failed' };
  }
}
