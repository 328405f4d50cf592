import { excerptOf, isLong } from '#platform/excerpt';

/**
 * An analysis as the terms of a pick keep it. Of a long one they keep the beginning, and the revision in whose row the whole stands.
 * @param revision the revision that brings it
 */
export function keptAnalysis(
  text: string | null | undefined,
  revision: number,
): { analysis: string | undefined; longAnalysis: number | undefined } {
  if (!text) return { analysis: undefined, longAnalysis: undefined };
  return isLong(text) ? { analysis: excerptOf(text), longAnalysis: revision } : { analysis: text, longAnalysis: undefined };
}
