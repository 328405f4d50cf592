import { DeleteConnectionCommand, GoneException, type PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { broken } from '../../support/dynamo-calls.ts';
import { current, spend } from './run.ts';

/** Stands in for the client of API Gateway's connections: a run's open sockets are its own. */
export class GatewayStandIn {
  async send(command: DeleteConnectionCommand | PostToConnectionCommand): Promise<object> {
    const run = current();
    if (!run) return {};
    spend();
    const { ConnectionId = '' } = command.input;
    const lot = run.calm ? 1 : run.lot(`gateway ${ConnectionId}`) / (run.weather || 0.001);
    if (lot < 0.02) throw broken();
    if (!run.connections.has(ConnectionId)) throw new GoneException({ message: 'gone', $metadata: {} });
    if (command instanceof DeleteConnectionCommand) run.connections.delete(ConnectionId);
    if (lot < 0.04) throw broken();
    return {};
  }
}
