import { CloudFormationClient, paginateDescribeStacks, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';

export interface Deployed {
  /** Every output of the environment's stacks, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The AWS name of each function, by the name of its file under lambdas/ (`settle-event`). */
  readonly functions: Readonly<Record<string, string>>;
}

/**
 * Reads outputs and functions of an environment's stacks from CloudFormation. A function's description names its file (`queues/settle-event`).
 * @param client settings of an SDK client: an emulator's endpoint, or nothing for the caller's own AWS account
 */
export async function describe(environment: string, client: object): Promise<Deployed> {
  const cloudFormation = new CloudFormationClient(client);
  const outputs: Record<string, string> = {};
  const names: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client: cloudFormation }, {})) {
    for (const { StackName = '', Outputs = [] } of Stacks) {
      if (!StackName.startsWith(`youbet-${environment}-`)) continue;
      names.push(StackName);
      for (const { OutputKey = '', OutputValue = '' } of Outputs) outputs[OutputKey] = OutputValue;
    }
  }
  const resources = await Promise.all(names.map((name) => functionsOf(cloudFormation, name)));
  const lambda = new LambdaClient(client);
  const functions = await Promise.all(
    resources.flat().map(async (FunctionName) => {
      const { Description = '' } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return [Description.slice(Description.lastIndexOf('/') + 1), FunctionName] as const;
    }),
  );
  return { outputs, functions: Object.fromEntries(functions.filter(([name]) => name !== '').sort()) };
}

async function functionsOf(client: CloudFormationClient, StackName: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { ResourceType, PhysicalResourceId } of StackResourceSummaries) {
      if (ResourceType === 'AWS::Lambda::Function' && PhysicalResourceId) found.push(PhysicalResourceId);
    }
  }
  return found;
}
