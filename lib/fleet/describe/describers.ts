/* What makes data of constructs, and what says how that differs from the usual; `describing` loads it. */
export { setFields } from '../honour/set-fields';
export { unhonouredFields } from '../honour/unhonoured';
export { describeMap } from './describe-common';
export { describeEtcdStore, describeExternalEtcd } from './describe-etcd';
export { describeTenant } from './describe-tenant';
export { describeWorkerPool } from './describe-worker-pool';
