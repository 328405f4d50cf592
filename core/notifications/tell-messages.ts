import { randomBytes } from 'node:crypto';
import type { UserId } from '#schemas/common';
import { type NotificationKind, type Priority, rowOfKind } from '#schemas/notifications';
import { type Delivery, type FactInMessage, MOST_FACTS } from './delivery.ts';

/** A fact of a kind that concerns a user, for tell(). */
export interface FactFor {
  readonly userId: UserId;
  readonly kind: NotificationKind;
  /** `<type>#<id>`; null where the consumer finds it out. */
  readonly subject: string | null;
  readonly fact: FactInMessage;
}

/** A message and its queue. */
export interface QueuedDelivery {
  readonly priority: Priority;
  readonly delivery: Delivery;
}

/** A message for each user, kind and thing; of more facts than one message takes, some. */
export const tellMessages = (facts: readonly FactFor[]): QueuedDelivery[] =>
  [...Map.groupBy(facts, ({ userId, kind, subject }) => `${userId} ${kind} ${subject}`).values()].flatMap((group) => {
    const [{ userId, kind, subject }] = group as [FactFor];
    return Array.from({ length: Math.ceil(group.length / MOST_FACTS) }, (_, i) => ({
      priority: rowOfKind(kind).priority,
      delivery: {
        task: 'tell' as const,
        key: randomBytes(4).toString('hex'),
        userId,
        kind,
        ...(subject !== null && { subject }),
        facts: group.slice(i * MOST_FACTS, (i + 1) * MOST_FACTS).map(({ fact }) => fact),
      },
    }));
  });
