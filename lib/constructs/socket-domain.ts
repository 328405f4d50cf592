import { DomainName, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { ApiDomain } from '../domains.ts';
import { certificateOf, Name } from './names.ts';

/** The name of the WebSocket API at API Gateway, for TLS 1.2. A stage of the API is mapped to it by its path. */
export class SocketDomain extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, domain: ApiDomain) {
    super(scope, id);
    this.domainName = new DomainName(this, 'Domain', {
      domainName: domain.name,
      certificate: certificateOf(this, domain),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    new Name(this, 'Name', {
      domain,
      target: new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId),
      host: { wsTarget: regionalDomainName },
    });
  }
}
