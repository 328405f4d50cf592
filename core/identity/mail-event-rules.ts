import * as z from 'zod';
import { epoch } from '#platform/clock';
import type { AddressHold } from './address-hold.store.ts';

const Mail = z.object({
  /** The recipients as we gave them to SES. A code goes to one. */
  destination: z.tuple([z.string()]),
});

/**
 * An event of SES on its way through EventBridge, as far as it is read
 * (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
 */
export const MailEvent = z.object({
  time: z.iso.datetime(),
  detail: z.discriminatedUnion('eventType', [
    z.object({ eventType: z.literal('Bounce'), mail: Mail, bounce: z.object({ bounceType: z.string() }) }),
    z.object({
      eventType: z.literal('Complaint'),
      mail: Mail,
      complaint: z.object({ complaintFeedbackType: z.string().nullish() }),
    }),
  ]),
});
export type MailEvent = z.infer<typeof MailEvent>;

const DAY = 86_400;
/** Seconds from the event to the end of the hold. A mailbox may be made later; a complaint is a person's own wish. */
const HELD_FOR = { bounce: 14 * DAY, complaint: 90 * DAY } as const;

/**
 * The hold that follows from an event: from a hard bounce (`Permanent`) or a complaint, and from nothing else. A soft bounce (`Transient`,
 * `Undetermined`) may pass, and `not-spam` withdraws a complaint.
 * @returns null where nothing follows
 */
export function holdOf({ time, detail }: MailEvent): Omit<AddressHold, 'identityKey'> | null {
  const reason = reasonOf(detail);
  if (reason === null) return null;
  const at = new Date(time);
  return { reason, heldAt: at.toISOString(), expiresAt: epoch(at) + HELD_FOR[reason] };
}

function reasonOf(detail: MailEvent['detail']): keyof typeof HELD_FOR | null {
  if (detail.eventType === 'Bounce') return detail.bounce.bounceType === 'Permanent' ? 'bounce' : null;
  return detail.complaint.complaintFeedbackType === 'not-spam' ? null : 'complaint';
}
