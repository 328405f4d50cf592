import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** What a stack tells those who work with it (local/), by the names that they look for. */
export function output(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
