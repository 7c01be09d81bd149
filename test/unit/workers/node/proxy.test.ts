import { proxyVariables } from '../../../../lib/workers/node';
import { aPool, aTenant } from '../../../support/workers';

const proxy = { http: 'http://proxy.example.com:3128', https: null, noProxy: ['.example.com', '10.96.0.0/16'] };
const NODE = aPool({ node: { proxy } }).node;

describe('proxy of a node', () => {
  test('the tenant, the API server and the machine itself are reached without it; nothing is there twice', () => {
    const { NO_PROXY } = proxyVariables(NODE, aTenant(), { host: '203.0.113.10', port: 6443 });
    expect(NO_PROXY?.split(',')).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      '169.254.169.254',
      '10.244.0.0/16',
      '10.96.0.0/16',
      '.svc',
      '.cluster.local',
      '203.0.113.10',
      '.example.com',
    ]);
  });

  test('only what is set is a variable, in both spellings', () => {
    const names = Object.keys(proxyVariables(NODE, aTenant(), null));
    expect(names).toEqual(['HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']);
  });

  test('no proxy, no variables', () => {
    expect(proxyVariables(aPool().node, aTenant(), null)).toEqual({});
  });
});
