import { type DomainError, invalid } from '#errors';
import { createdAt } from '#platform/ids';
import { hasLink } from '#platform/links';
import type { UserId } from '#schemas/common';
import { YOUNG_SECONDS } from '#schemas/contract';

/** True on the first day of an account. */
export const isYoung = (userId: UserId, now: Date): boolean => now.getTime() - createdAt(userId).getTime() < YOUNG_SECONDS * 1000;

/** The refusal of a text that an account of less than a day may not write yet; null for none. */
export const youngRefusal = (text: string | undefined): DomainError | null =>
  text !== undefined && hasLink(text) ? invalid('text', 'On the first day of an account a text has no links.') : null;

/** The refusal of a mention that an account of less than a day may not make yet. */
export const mentionsStranger = (i: number): DomainError =>
  invalid(`mentions.${i}.userId`, 'On the first day of an account only people who follow it can be mentioned.');
