import { Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { ApiEdge } from '../constructs/api-edge.ts';
import type { Binding } from '../constructs/binding.ts';
import { preflightOf } from '../constructs/cors.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import type { HttpGateway } from '../constructs/http-door.ts';
import { output } from '../constructs/outputs.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import type { MediaStack } from './media.ts';

interface GatewayStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly media: MediaStack;
}

/**
 * The HTTP API, the edge before it, its authorizer and the fallback route. The stacks of the domains add their own routes (`HttpDoor`), and
 * the edge stack adds the stage that serves all of them.
 */
export class GatewayStack extends Stack implements HttpGateway {
  readonly api: HttpApi;
  readonly signedIn: HttpJwtAuthorizer;
  readonly uses: readonly Binding[];
  /** The address of the API, without a path. */
  readonly url: string;

  constructor(scope: Construct, id: string, { data, identity, media, ...props }: GatewayStackProps) {
    super(scope, id, props);
    const { apiEdge, limits, origins, regions, urls } = data.settings;
    const corsPreflight = preflightOf(origins);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false, ...(corsPreflight && { corsPreflight }) });
    this.signedIn = new HttpJwtAuthorizer('SignedIn', identity.issuer, { jwtAudience: [identity.client.userPoolClientId] });
    const edge =
      apiEdge &&
      new ApiEdge(this, 'Edge', {
        settings: apiEdge,
        origins,
        kept: data.settings.protected,
        host: `${this.api.apiId}.execute-api.${this.region}.${this.urlSuffix}`,
      });
    this.url = urls.api(this.api.apiId);
    this.uses = [
      identity.tokens,
      media.address,
      { environment: { LIMITS: JSON.stringify(limits) } },
      edge?.believed ?? { environment: { REGIONS: JSON.stringify(regions) } },
    ];
    this.#addFallback(data);
    output(this, { apiId: this.api.apiId, apiUrl: this.url });
  }

  #addFallback(data: DataStack): void {
    const notFound = new DoorFunction(this, data, {
      door: 'http/not-found',
      shownBy: '5xx of the API',
      memory: 512,
    });
    const fallback = new HttpRoute(this, 'Fallback', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('not-found', notFound.fn, { scopePermissionToRoute: false }),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(fallback, { 'AwsSolutions-APIG4': 'The route answers 404 to everyone and reads nothing.' });
  }
}
