import type { ComponentResource, CustomResourceOptions } from '@pulumi/pulumi';
import type { AwsSettings } from '../../hosts/aws';

/** What the parts of a management cluster on AWS share. */
export interface AwsParts {
  /** Of the component; names of all resources begin with it. */
  readonly name: string;
  /** Of the EKS cluster. */
  readonly clusterName: string;
  readonly settings: AwsSettings;
  readonly component: ComponentResource;
}

/** Tags of a resource: those of the host, whose it is, and its name in the console. */
export function tagsOf({ name, settings }: AwsParts, part: string): Record<string, string> {
  return { Name: `${name}-${part}`, 'colonnade.dev/management-cluster': name, ...settings.tags };
}

/** Name of the group of logs with the flows of the cluster's network. */
export function flowLogGroupOf({ clusterName }: Pick<AwsParts, 'clusterName'>): string {
  return `/aws/vpc-flow-logs/${clusterName}`;
}

/** Options of a resource below the component. */
export function below({ component }: AwsParts, options: CustomResourceOptions = {}): CustomResourceOptions {
  return { parent: component, ...options };
}
