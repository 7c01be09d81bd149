export { ALTERNATIVES, capabilityOf, lineOf } from './capability';
export type {
  Capability,
  CapabilityTable,
  HonouredCapability,
  Support,
  TableOver,
  UnsupportedCapability,
  UnsupportedPath,
} from './capability';
export type { Engine, RenderContext } from './engine';
export { refusedChanges } from './immutable';
export type { FieldChange, ImmutableField } from './immutable';
export { knownEngineOf, knownEngines } from './known-engines';
export type { KnownEngine } from './known';
export { leftToControllers } from './left-to-controllers';
export { isDeletionProtected } from './protection';
export { clusterObjectsOf, clusterSeenBy, enginesOnce, operatorsOf } from './together';
export type { EngineClash, Together } from './together';
export type { Operator, OperatorChart } from './operator';
export type { ObjectReference, ReadinessCondition, SecretKey, TenantOutputs, WrittenBack } from './outcome';
