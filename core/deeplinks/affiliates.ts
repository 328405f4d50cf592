import { env } from '#platform/env';
import type { LinkedBook } from '#schemas/deeplinks';

/** Our registration at the affiliate programme of a book, by the settings of this environment; undefined for a book that does not pay us. */
export const affiliateAt = (book: LinkedBook): string | undefined =>
  (JSON.parse(env('AFFILIATES')) as Partial<Record<LinkedBook, string>>)[book];
