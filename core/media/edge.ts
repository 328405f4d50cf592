import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import { avatarPaths } from './media-keys.ts';

export const cloudFront = injectable(() => new CloudFrontClient({ maxAttempts: 3 }));

/**
 * Makes the edge forget all sizes of a picture beside a name. The first 1,000 paths of a month cost nothing, each one more $0.005; this is
 * two. Where no edge serves the pictures (`none`) there is nothing to forget.
 */
export async function forgetAtEdge(media: { readonly userId: string; readonly mediaId: string }): Promise<void> {
  const DistributionId = env('EDGE_ID');
  if (DistributionId === 'none') return;
  const Items = avatarPaths(media);
  const InvalidationBatch = { CallerReference: media.mediaId, Paths: { Quantity: Items.length, Items } };
  await cloudFront().send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch }));
}
