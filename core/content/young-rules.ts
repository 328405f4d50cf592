import { type DomainError, invalid } from '#errors';
import { createdAt } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { YOUNG_SECONDS } from '#schemas/contract';

/** True on the first day of an account. */
export const isYoung = (userId: UserId, now: Date): boolean => now.getTime() - createdAt(userId).getTime() < YOUNG_SECONDS * 1000;

/** The ends of names that people write without a scheme. */
const ENDS =
  'com|net|org|info|biz|io|co|me|gg|tv|app|dev|bet|xyz|site|online|shop|club|live|link|top|ly|to|uk|us|eu|de|ru|cn|br|in';
const LINK = new RegExp(
  String.raw`[a-z][a-z0-9+.-]*:\/\/\S|\bwww\.\S|(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]+\.)+(?:${ENDS})(?![\p{L}\p{N}])`,
  'iu',
);

/** True for a text with an address of the web, also one without a scheme. */
export const hasLink = (text: string): boolean => LINK.test(text);

/** The refusal of a text that an account of less than a day may not write yet; null for none. */
export const youngRefusal = (text: string | undefined): DomainError | null =>
  text !== undefined && hasLink(text) ? invalid('text', 'On the first day of an account a text has no links.') : null;

/** The refusal of a mention that an account of less than a day may not make yet. */
export const mentionsStranger = (i: number): DomainError =>
  invalid(`mentions.${i}.userId`, 'On the first day of an account only people who follow it can be mentioned.');
