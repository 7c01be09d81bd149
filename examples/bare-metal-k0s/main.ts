import { FleetApp, synthesize } from 'colonnade';
import { build } from './fleet';

const app = new FleetApp();
build(app);
synthesize(app);
