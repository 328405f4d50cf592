import { App } from 'aws-cdk-lib';
import { WRITTEN } from '../lib/environments.ts';
import { YouBet } from '../lib/stage.ts';

const app = new App();
for (const environment of WRITTEN) new YouBet(app, environment);
