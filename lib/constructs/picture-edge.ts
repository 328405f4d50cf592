import {
  AccessLevel,
  CachePolicy,
  Distribution,
  KeyGroup,
  PriceClass,
  PublicKey,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { EdgeSettings } from '../environments.ts';
import { acknowledge } from './acknowledge.ts';

/** The part of the bucket of pictures that everybody may read. */
export const PUBLIC = '/profile-images';

interface PictureEdgeProps {
  readonly settings: EdgeSettings;
  readonly pictures: Bucket;
  readonly proofs: Bucket;
}

/**
 * The edge: it serves pictures beside names to everybody, and proofs and what was sent to conversations to whoever has an address that we
 * signed. Of what was sent it keeps no copy, so that a deleted one is gone with its object.
 */
export class PictureEdge extends Construct {
  readonly distribution: Distribution;
  /** The id of the key that signs; the edge trusts those of the other generations too. */
  readonly keyId: string;
  /** The name of the secret with the private key. */
  readonly keySecret: string;

  constructor(scope: Construct, id: string, { settings, pictures, proofs }: PictureEdgeProps) {
    super(scope, id);
    // CloudFront changes no key: each generation is one of its own, which comes and goes.
    const keys = settings.generations.map(
      (generation) =>
        new PublicKey(this, `Key${generation}`, {
          encodedKey: StringParameter.valueForStringParameter(this, settings.publicKeyParameter(generation)),
        }),
    );
    const origin = (bucket: Bucket, originPath?: string) =>
      S3BucketOrigin.withOriginAccessControl(bucket, {
        originAccessLevels: [AccessLevel.READ],
        ...(originPath !== undefined && { originPath }),
      });
    // `nosniff`, so that a file is nothing else than its type says.
    const shown = {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
    };
    const signed = { ...shown, trustedKeyGroups: [new KeyGroup(this, 'Keys', { items: keys })] };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Pictures beside names, proofs of picks, and what was sent to conversations',
      additionalBehaviors: {
        'betting-slips/*': { ...signed, origin: origin(proofs) },
        'chat-media/*': { ...signed, origin: origin(pictures), cachePolicy: CachePolicy.CACHING_DISABLED },
      },
      defaultBehavior: { ...shown, origin: origin(pictures, PUBLIC) },
      priceClass: PriceClass.PRICE_CLASS_100,
    });
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'Everybody may see a picture beside a name, wherever they are.',
      'AwsSolutions-CFR2': 'It serves static objects; a firewall would cost more than all that it serves.',
      'AwsSolutions-CFR3': 'Who looked at which picture is personal and nobody needs it.',
      'AwsSolutions-CFR4': 'The certificate is that of cloudfront.net, whose lowest version of TLS cannot be set.',
    });
    const [signing] = settings.generations;
    this.keyId = keys[0]?.publicKeyId ?? '';
    this.keySecret = settings.keySecret(signing);
  }
}
