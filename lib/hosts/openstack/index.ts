export { openstack } from './openstack';
export type { OpenStackFlavor, OpenStackHost, OpenStackProps, OpenStackSettings } from './openstack';
