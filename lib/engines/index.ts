export { ALTERNATIVES, capabilityOf, lineOf } from './capability';
export type { Capability, CapabilityTable, Support } from './capability';
export type { Engine, RenderContext } from './engine';
export { isDeletionProtected } from './protection';
export { clusterObjectsOf, clusterSeenBy, enginesOnce, operatorsOf } from './together';
export type { EngineClash, Together } from './together';
export type { Operator, OperatorChart } from './operator';
export type { ObjectReference, ReadinessCondition, SecretKey, TenantOutputs, WrittenBack } from './outcome';
