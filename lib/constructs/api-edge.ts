import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { EDGE_HEADER } from '#schemas/edge';
import type { ApiDomain } from '../domains.ts';
import { acknowledge } from './acknowledge.ts';
import type { Binding } from './binding.ts';
import { corsAtEdge } from './cors.ts';
import { certificateOf, Name } from './names.ts';

export interface ApiEdgeSettings {
  /** The secrets: the first one is sent, all are believed (docs/deploying.md has the steps of a rotation). */
  readonly generations: readonly [number, ...number[]];
  /** The name of the API. */
  readonly domain: ApiDomain;
}

interface ApiEdgeProps {
  readonly settings: ApiEdgeSettings;
  /** The address of API Gateway's own, which CloudFront asks. */
  readonly host: string;
  /** The origins of web apps whose pages call the API. */
  readonly origins: readonly string[];
  /** The secrets outlive their stack. */
  readonly kept: boolean;
}

/**
 * CloudFront before the HTTP API. It keeps no answer, sends on all of a request but its Host, and adds the country, the region and the address
 * of the viewer, and a secret by which functions believe them.
 */
export class ApiEdge extends Construct {
  /** The settings of a function that believes the edge. */
  readonly believed: Binding;

  constructor(scope: Construct, id: string, { settings, host, origins, kept }: ApiEdgeProps) {
    super(scope, id);
    const secrets = settings.generations.map((generation) => {
      const secret = new Secret(this, `Secret${generation}`, {
        description: 'The edge of the API proves by it that a request came through it.',
        generateSecretString: { passwordLength: 48, excludePunctuation: true },
        removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      });
      acknowledge(secret, {
        'AwsSolutions-SMG4': 'Functions and the edge change it together, by a deployment of the next generation.',
      });
      return secret.secretValue.unsafeUnwrap();
    });
    const corsBehavior = corsAtEdge(origins);
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'The HTTP API, with the region and the address of each caller',
      defaultBehavior: {
        origin: new HttpOrigin(host, { customHeaders: { [EDGE_HEADER]: secrets[0] ?? '' } }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        ...(corsBehavior && { responseHeadersPolicy: new ResponseHeadersPolicy(this, 'Cors', { corsBehavior }) }),
      },
      domainNames: [settings.domain.name],
      certificate: certificateOf(this, settings.domain),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      priceClass: PriceClass.PRICE_CLASS_100,
    });
    acknowledge(distribution, {
      'AwsSolutions-CFR1': 'The contracts say which routes a region closes: signing out, care and deletion stay open everywhere.',
      'AwsSolutions-CFR2': 'The API counts each caller; a firewall would cost more than the requests that it refuses.',
      'AwsSolutions-CFR3': 'The stage of the API logs each request without addresses, which these logs would hold.',
    });
    new Name(this, 'Name', {
      domain: settings.domain,
      target: new CloudFrontTarget(distribution),
      host: { apiTarget: distribution.distributionDomainName },
      dual: true,
    });
    this.believed = { environment: { EDGE_SECRETS: secrets.join(' ') } };
  }
}
