import { argoCd } from 'colonnade/gitops';

/** One Argo CD for both clusters, each registered with it by its URL; the output is committed to `clusters/acme` of the repository. */
export const layout = argoCd({
  repository: 'https://git.example.org/platform/fleet.git',
  revision: 'main',
  path: 'clusters/acme',
  destinations: {
    'eu-1': { server: 'https://eu-1.example.org:6443' },
    'us-1': { server: 'https://us-1.example.org:6443' },
  },
});
