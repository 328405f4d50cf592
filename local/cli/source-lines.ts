import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/**
 * Replaces the places of a bundle in a stack trace, such as `/var/task/index.js:3:14051`, by those of the source: `core/picks/place-pick.ts:41:9`.
 * @param map the source map of the bundle, as JSON
 * @returns the text; a place that the map does not know stays
 */
export function inSourceLines(text: string, map: string): string {
  const trace = new TraceMap(map);
  return text.replaceAll(/(?:file:\/\/)?[\w./-]*\bindex\.js:(\d+):(\d+)/g, (place, line: string, column: string) => {
    // A stack trace counts columns from 1, a map from 0.
    const found = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
    return found.source === null ? place : `${found.source.replace(/^(\.\.\/)+/, '')}:${found.line}:${found.column + 1}`;
  });
}
