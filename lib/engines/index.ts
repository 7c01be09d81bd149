export type { Capability, Engine, RenderContext, Support } from './engine';
