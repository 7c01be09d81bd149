export { planScript, workerScript } from './script';
