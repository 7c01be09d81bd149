export { digitalOcean } from './digitalocean';
export type { DigitalOceanHost, DigitalOceanProps, DigitalOceanSettings } from './digitalocean';
