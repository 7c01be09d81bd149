export { capabilityOf } from './capability';
export type { Capability, CapabilityTable, Support } from './capability';
export type { Engine, RenderContext } from './engine';
export type { Operator, OperatorChart } from './operator';
export type { ObjectReference, ReadinessCondition, SecretKey, TenantOutputs, WrittenBack } from './outcome';
