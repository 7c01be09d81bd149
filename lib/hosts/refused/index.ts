export { cloudRun, equinixMetal, packet } from './refused';
