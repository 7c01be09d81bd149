import { App } from 'cdk8s';
import { build } from './fleet';

const app = new App();
build(app);
app.synth();
