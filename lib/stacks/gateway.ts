import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Binding } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import type { HttpGateway } from '../constructs/http-door.ts';
import { failureRate, ImpactAlarm } from '../constructs/impact-alarm.ts';
import { output } from '../constructs/outputs.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';

interface GatewayStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
}

/** One line per request, including requests that the gateway refuses. It holds no address, no path with ids and no token. */
const ACCESS_LINE = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    functionMs: '$context.integrationLatency',
    bytes: '$context.responseLength',
    refusal: '$context.authorizer.error',
    error: '$context.error.messageString',
    fault: '$context.integrationErrorMessage',
  }),
);

/** The HTTP API, its stage, its authorizer and the fallback route. The stacks of the domains add their own routes (`HttpDoor`). */
export class GatewayStack extends Stack implements HttpGateway {
  readonly api: HttpApi;
  readonly signedIn: HttpJwtAuthorizer;
  readonly uses: readonly Binding[];

  constructor(scope: Construct, id: string, { data, identity, ...props }: GatewayStackProps) {
    super(scope, id, props);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    this.signedIn = new HttpJwtAuthorizer('SignedIn', identity.issuer, { jwtAudience: [identity.client.userPoolClientId] });
    this.uses = [identity.tokens, { environment: { LIMITS: JSON.stringify(data.settings.limits) } }];
    this.#addStage(data);
    this.#addFallback(data);
    output(this, { apiId: this.api.apiId, apiUrl: data.settings.urls.api(this.api.apiId, this.region) });
  }

  #addStage(data: DataStack): void {
    const { logRetention, throttle } = data.settings;
    const lines = new LogGroup(this, 'AccessLines', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(lines), format: ACCESS_LINE },
    });
    const [failed, all] = [stage.metricServerError({ statistic: 'Sum' }), stage.metricCount({ statistic: 'Sum' })];
    new ImpactAlarm(this, 'Faults', {
      impact: 'Requests end in 5xx: people cannot sign in, read or pick, depending on the route.',
      ...failureRate(data, { failed, all }, { percent: 1, least: 10 }),
      topic: data.alarms,
    });
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
