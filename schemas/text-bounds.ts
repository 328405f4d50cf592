import type { TextBounds } from './text.ts';

/** The bounds of the texts that an app counts while somebody writes: `GET /config` tells them. */
export const TEXT_BOUNDS = {
  displayName: { graphemes: 50, bytes: 200 },
  bio: { graphemes: 300, bytes: 1_200 },
  post: { graphemes: 2_000, bytes: 8_000 },
  comment: { graphemes: 1_000, bytes: 4_000 },
  analysis: { graphemes: 4_000, bytes: 12_000 },
  message: { graphemes: 4_000, bytes: 16_000 },
  caption: { graphemes: 1_000, bytes: 4_000 },
  groupName: { graphemes: 80, bytes: 320 },
} as const satisfies Readonly<Record<string, TextBounds>>;
