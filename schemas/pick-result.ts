import * as z from 'zod';

/** A pick's result. It is apart from the views, so that a socket's messages load none of their schemas. */
export const PickResult = z
  .enum(['win', 'loss', 'push', 'void', 'half_win', 'half_loss', 'dead_heat', 'half_face', 'open', 'ungradeable'])
  .meta({
    id: 'PickResult',
    description:
      '`open`: not decided, or open again after a correction. `ungradeable`: somebody has to look. Neither counts anywhere.',
  });
export type PickResult = z.infer<typeof PickResult>;
