import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type CallPlace, type PlaceSettings, placeOf } from '#core/gates';
import { envIfSet } from '#platform/env';

/** Settings of this environment (lib/stacks/gateway.ts): the secrets of the edge, or a table of regions where there is no edge. */
const settings = (): PlaceSettings => ({
  secrets: envIfSet('EDGE_SECRETS')?.split(' ') ?? [],
  regions: JSON.parse(envIfSet('REGIONS') ?? '{}') as PlaceSettings['regions'],
});

/** The caller's address and region: of the viewer behind the edge, where the request proves that it came through it. */
export const placeOfCall = (event: APIGatewayProxyEventV2): CallPlace =>
  placeOf(event.headers, event.requestContext.http.sourceIp, settings());
