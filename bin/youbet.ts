import { App } from 'aws-cdk-lib';
import { ENVIRONMENTS } from '../lib/environments.ts';
import { YouBet } from '../lib/stage.ts';

const app = new App();
for (const environment of ENVIRONMENTS) new YouBet(app, environment);
