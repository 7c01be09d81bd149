import { FleetApp, synthesize } from 'colonnade';
import { build } from './fleet';
import { layout } from './layout';

const app = new FleetApp({ layout });
build(app);
synthesize(app);
