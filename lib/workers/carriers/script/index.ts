export { script, workerScript } from './script';
